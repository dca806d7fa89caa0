//! Keeps the token out of what a server sends back: servers quote what they were asked with, and what they say ends up
//! in messages, logs and the workspace.

use zeroize::Zeroizing;

/// What stands in place of the token.
const STRUCK: &str = "•••";
/// A shorter token is struck only after `Bearer`: it is found in words that have nothing to do with it.
const SHORTEST: usize = 6;

/// Whether a byte that came is the one that is looked for.
type Same = fn(u8, u8) -> bool;

/// Strikes one token, however it is written: as it is, percent-encoded, escaped as in JSON or HTML, or in base64.
pub(super) struct Mask {
    plain: Zeroizing<String>,
    packed: Vec<Packed>,
    /// Bytes with which any of them can begin.
    starts: [bool; 256],
}

/// The token in base64, at one of the three places at which it can stand in a longer text.
struct Packed {
    /// The part that is the same whatever stands before and after.
    core: Zeroizing<String>,
    /// Characters before and after it that are made of the token in part.
    edges: (usize, usize),
}

impl Mask {
    pub fn new(token: &str) -> Self {
        let long = token.len() >= SHORTEST;
        let plain = if long { token.to_owned() } else { format!("Bearer {token}") };
        let packed = if long { (0..3).map(|shift| Packed::new(token, shift)).collect() } else { Vec::new() };
        let mut mask = Self { plain: Zeroizing::new(plain), packed, starts: [false; 256] };
        mask.starts = mask.starts();
        mask
    }

    fn starts(&self) -> [bool; 256] {
        let first = |text: &str| text.bytes().next().unwrap_or_default();
        let plain = first(&self.plain);
        let mut all = vec![b'%', b'\\', b'&', plain.to_ascii_lowercase(), plain.to_ascii_uppercase()];
        for packed in &self.packed {
            let first = first(&packed.core);
            all.extend([first, url_safe(first)]);
        }
        let mut starts = [false; 256];
        for byte in all {
            if let Some(start) = starts.get_mut(usize::from(byte)) {
                *start = true;
            }
        }
        starts
    }

    /// A body without the token.
    pub fn bytes(&self, bytes: Vec<u8>) -> Vec<u8> {
        self.strike(&bytes).unwrap_or(bytes)
    }

    /// A text without the token.
    pub fn text(&self, text: String) -> String {
        match self.strike(text.as_bytes()) {
            Some(struck) => String::from_utf8_lossy(&struck).into_owned(),
            None => text,
        }
    }

    /// The bytes without the token; `None` when it is not among them.
    fn strike(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let (mut kept, mut from, mut at) = (Vec::new(), 0, 0);
        while let Some(rest) = bytes.get(at..).filter(|x| !x.is_empty()) {
            let Some((before, length)) = self.found(rest) else {
                at += 1;
                continue;
            };
            kept.extend_from_slice(bytes.get(from..at.saturating_sub(before)).unwrap_or_default());
            kept.extend_from_slice(STRUCK.as_bytes());
            at = (at + length).min(bytes.len());
            from = at;
        }
        if from == 0 {
            return None;
        }
        kept.extend_from_slice(bytes.get(from..).unwrap_or_default());
        Some(kept)
    }

    /// How many bytes the token takes that begins here, and how many of it stand before.
    fn found(&self, rest: &[u8]) -> Option<(usize, usize)> {
        let first = rest.first()?;
        if !self.starts.get(usize::from(*first)).copied().unwrap_or(false) {
            return None;
        }
        let plain = length(rest, &self.plain, |a, b| a.eq_ignore_ascii_case(&b)).map(|length| (0, length));
        plain.or_else(|| self.packed.iter().find_map(|x| x.found(rest)))
    }
}

impl Packed {
    fn new(token: &str, shift: usize) -> Self {
        let mut bytes = Zeroizing::new(vec![0; shift]);
        bytes.extend_from_slice(token.as_bytes());
        let bits = bytes.len() * 8;
        let text = Zeroizing::new(base64(&bytes));
        let core = text.get((shift * 8).div_ceil(6)..bits / 6).unwrap_or_default().to_owned();
        Self {
            core: Zeroizing::new(core),
            edges: (usize::from(shift > 0), usize::from(!bits.is_multiple_of(6))),
        }
    }

    fn found(&self, rest: &[u8]) -> Option<(usize, usize)> {
        let same = |a: u8, b: u8| a == b || a == url_safe(b);
        length(rest, &self.core, same).map(|length| (self.edges.0, length + self.edges.1))
    }
}

/// Base64 without padding.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let letter = |bits: u32| LETTERS.get((bits & 63) as usize).map_or('A', |x| char::from(*x));
    let mut text = String::new();
    for part in bytes.chunks(3) {
        let byte = |at: usize| u32::from(part.get(at).copied().unwrap_or_default());
        let bits = (byte(0) << 16) | (byte(1) << 8) | byte(2);
        text.extend([18, 12, 6, 0].iter().take(part.len() + 1).map(|shift| letter(bits >> shift)));
    }
    text
}

/// The letter of the alphabet for URLs.
fn url_safe(letter: u8) -> u8 {
    match letter {
        b'+' => b'-',
        b'/' => b'_',
        other => other,
    }
}

/// How many bytes the wanted text takes at the beginning, when it stands there.
fn length(bytes: &[u8], wanted: &str, same: Same) -> Option<usize> {
    let mut at = 0;
    for byte in wanted.bytes() {
        at += one(bytes.get(at..)?, byte, same)?;
    }
    Some(at)
}

/// How many bytes the wanted one takes at the beginning, however it is written.
fn one(bytes: &[u8], wanted: u8, same: Same) -> Option<usize> {
    let (first, rest) = bytes.split_first()?;
    if same(*first, wanted) {
        return Some(1);
    }
    let (byte, length) = match (first, rest) {
        (b'%', [a, b, ..]) => (hex(*a, *b)?, 3),
        (b'\\', [b'u', b'0', b'0', a, b, ..]) => (hex(*a, *b)?, 6),
        (b'\\', [escaped, ..]) => (*escaped, 2),
        (b'&', rest) => entity(rest)?,
        (b'+', _) => (b' ', 1),
        _ => return None,
    };
    same(byte, wanted).then_some(length)
}

fn hex(high: u8, low: u8) -> Option<u8> {
    let digit = |x: u8| char::from(x).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}

/// What `&#43;` or `&#x2B;` stands for, and its length.
fn entity(after: &[u8]) -> Option<(u8, usize)> {
    let end = after.iter().take(6).position(|x| *x == b';')?;
    let number = std::str::from_utf8(after.get(..end)?).ok()?.strip_prefix('#')?;
    let byte = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u8::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    Some((byte, end + 2))
}

#[cfg(test)]
mod tests {
    use super::Mask;

    fn struck(text: &str) -> String {
        Mask::new("se+cr/et-7731").text(text.to_owned())
    }

    #[test]
    fn the_token_is_struck_however_it_is_written() {
        for text in [
            "a se+cr/et-7731 z",
            "a SE+CR/ET-7731 z",
            "a se%2Bcr%2fet-7731 z",
            "a se+cr\\/et-7731 z",
            "a se\\u002Bcr/et-7731 z",
            "a se&#43;cr/et-7731 z",
            "a se&#x2B;cr/et-7731 z",
            "a c2UrY3IvZXQtNzczMQ== z",
        ] {
            let kept = struck(text);
            assert!(kept == "a ••• z" || kept == "a •••== z", "{text} became {kept}");
        }
        assert_eq!(struck("Bearer se+cr/et-7731, se+cr/et-7731"), "Bearer •••, •••");
        // `Bearer se+cr/et-7731` and `x se+cr/et-7731`
        assert_eq!(struck("<QmVhcmVyIHNlK2NyL2V0LTc3MzE=>"), "<QmVhcmVyI•••=>");
        assert_eq!(struck("<eCBzZStjci9ldC03NzMx>"), "<eC•••>");
    }

    #[test]
    fn what_is_no_token_stays() {
        for text in ["", "%", "a%2", "\\", "\\u00", "&#;", "se+cr/et-773", "c2Ur", "ünï"] {
            assert_eq!(struck(text), text);
        }
        assert_eq!(Mask::new("t").text("at the Bearer t".to_owned()), "at the •••");
    }
}
