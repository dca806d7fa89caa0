//! `report.pdf`: what `report.html` shows, on paper, with the letters in the file.
//!
//! Nothing is compressed and nothing depends on the time, so the same entries give the same bytes
//! everywhere. Letters are put one after the other: what the font has no shape for is a box (and counted at
//! the end), and scripts that join or run from right to left are legible letter by letter only. The page in
//! HTML shows them as they should be.

use crate::contents::Contents;
use crate::derive::DeriveError;
use crate::report::{self, Item, Told};
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Content, Name, Pdf, Rect, Ref, Str, TextStr};
use std::collections::BTreeMap;
use ttf_parser::{Face, GlyphId};

/// A4 and its margin, in points.
const WIDTH: f32 = 595.0;
const HEIGHT: f32 = 842.0;
const MARGIN: f32 = 48.0;
/// Where values begin beside their labels.
const VALUES: f32 = MARGIN + 120.0;
/// From one line to the next, in sizes of the letters.
const LEADING: f32 = 1.4;

const CATALOG: Ref = Ref::new(1);
const PAGES: Ref = Ref::new(2);
const INFO: Ref = Ref::new(3);
/// Objects of a font, and the first one of the pages.
const PER_FONT: i32 = 5;
const FIRST_FONT: i32 = 4;
const FIRST_PAGE: i32 = 20;

const IDENTITY: SystemInfo<'static> =
    SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// A font in the file.
struct Font {
    /// As pages call it.
    key: Name<'static>,
    name: Name<'static>,
    data: &'static [u8],
    face: Face<'static>,
    /// Glyphs that were used, with their letters.
    used: BTreeMap<u16, char>,
}

impl Font {
    fn new(key: &'static [u8], name: &'static [u8], data: &'static [u8]) -> Result<Self, DeriveError> {
        let face = Face::parse(data, 0).map_err(|_| DeriveError::Font)?;
        Ok(Self { key: Name(key), name: Name(name), data, face, used: BTreeMap::new() })
    }

    /// Number of the glyph of a letter; 0, which is a box, when there is none.
    fn glyph(&self, letter: char) -> u16 {
        self.face.glyph_index(letter).map_or(0, |glyph| glyph.0)
    }

    /// Width of a glyph in thousandths of the size.
    fn advance(&self, glyph: u16) -> f32 {
        let units = self.face.glyph_hor_advance(GlyphId(glyph)).unwrap_or_default();
        self.scaled(f32::from(units))
    }

    /// Units of the font as thousandths of the size.
    fn scaled(&self, units: f32) -> f32 {
        units * 1000.0 / f32::from(self.face.units_per_em())
    }

    fn width(&self, letter: char, size: f32) -> f32 {
        self.advance(self.glyph(letter)) * size / 1000.0
    }
}

/// Which font.
#[derive(Clone, Copy)]
enum Weight {
    Regular,
    Bold,
}

/// The pages so far.
struct Paper {
    regular: Font,
    bold: Font,
    pages: Vec<Content>,
    page: Content,
    /// Base line of the last line, from the bottom.
    y: f32,
    /// Letters without a shape.
    missing: u64,
}

/// The file.
pub fn render(contents: &Contents) -> Result<Vec<u8>, DeriveError> {
    let page = report::page(contents);
    let mut paper = Paper::new()?;
    paper.text(Weight::Regular, 14.0, 0.0, MARGIN, &page.question);
    paper.text(Weight::Regular, 8.0, 0.35, MARGIN, &page.query);
    paper.space(6.0);
    for (label, value) in &page.facts {
        paper.row(label, value);
    }
    paper.heading("What was verified");
    for check in &page.checks {
        paper.text(Weight::Regular, 8.0, 0.0, MARGIN, &format!("\u{2022} {check}"));
    }
    paper.text(
        Weight::Regular,
        8.0,
        0.0,
        MARGIN,
        "VERIFY.md in the same bundle says how to check all of it again.",
    );
    for group in &page.groups {
        paper.heading(group.title);
        group.entries.iter().for_each(|item| paper.entry(item));
    }
    if !page.events.is_empty() {
        paper.heading("Events of tenants' own logs");
        paper.text(Weight::Regular, 8.0, 0.0, MARGIN, page.told);
        page.events.iter().for_each(|event| paper.event(event));
    }
    if paper.missing > 0 {
        let note = format!(
            "This file has no shape for {} letters, which are boxes here; report.html shows them.",
            paper.missing
        );
        paper.space(8.0);
        paper.text(Weight::Regular, 8.0, 0.0, MARGIN, &note);
    }
    Ok(paper.finish(&page.question, &contents.tool))
}

impl Paper {
    fn new() -> Result<Self, DeriveError> {
        Ok(Self {
            regular: Font::new(b"F0", b"DejaVuSans", include_bytes!("../fonts/DejaVuSans.ttf"))?,
            bold: Font::new(b"F1", b"DejaVuSans-Bold", include_bytes!("../fonts/DejaVuSans-Bold.ttf"))?,
            pages: Vec::new(),
            page: Content::new(),
            y: HEIGHT - MARGIN,
            missing: 0,
        })
    }

    fn font(&mut self, weight: Weight) -> &mut Font {
        match weight {
            Weight::Regular => &mut self.regular,
            Weight::Bold => &mut self.bold,
        }
    }

    fn space(&mut self, points: f32) {
        self.y -= points;
    }

    /// Goes on to the next line, on the next page when this one is full.
    fn next_line(&mut self, size: f32) {
        self.y -= size * LEADING;
        if self.y < MARGIN + 12.0 {
            self.pages.push(std::mem::replace(&mut self.page, Content::new()));
            self.y = HEIGHT - MARGIN - size;
        }
    }

    /// A text from `x` to the right margin, in as many lines as it takes.
    fn text(&mut self, weight: Weight, size: f32, gray: f32, x: f32, text: &str) {
        for line in self.wrapped(weight, size, WIDTH - MARGIN - x, text) {
            self.next_line(size);
            self.show(weight, size, gray, x, &line);
        }
    }

    fn heading(&mut self, text: &str) {
        self.space(10.0);
        self.text(Weight::Bold, 11.0, 0.0, MARGIN, text);
        self.space(2.0);
    }

    /// A label and its value beside it.
    fn row(&mut self, label: &str, value: &str) {
        let mut lines = self.wrapped(Weight::Regular, 8.0, WIDTH - MARGIN - VALUES, value).into_iter();
        self.next_line(8.0);
        self.show(Weight::Bold, 8.0, 0.35, MARGIN, label);
        if let Some(first) = lines.next() {
            self.show(Weight::Regular, 8.0, 0.0, VALUES, &first);
        }
        for line in lines {
            self.next_line(8.0);
            self.show(Weight::Regular, 8.0, 0.0, VALUES, &line);
        }
    }

    fn entry(&mut self, item: &Item) {
        self.space(8.0);
        let title = format!("{} \u{b7} {} \u{b7} {}", item.number, item.title, item.outcome);
        self.text(Weight::Bold, 9.0, 0.0, MARGIN, &title);
        for (label, value) in &item.facts {
            self.row(label, value);
        }
        for [of, field, before, after] in &item.changes {
            let of = if of.is_empty() { String::new() } else { format!("{of}, ") };
            self.row("changed", &format!("{of}{field}: {before} \u{2192} {after}"));
        }
        self.row("hash", &item.hash);
    }

    /// An event in few lines: there can be tens of thousands.
    fn event(&mut self, event: &Told) {
        self.space(4.0);
        let title = format!("{} \u{b7} {} \u{b7} {}", event.place, event.title, event.outcome);
        self.text(Weight::Bold, 8.0, 0.0, MARGIN, &title);
        let said: Vec<String> =
            event.facts.iter().map(|(label, value)| format!("{label}: {value}")).collect();
        self.text(Weight::Regular, 7.0, 0.0, MARGIN, &said.join("; "));
        self.text(Weight::Regular, 7.0, 0.35, MARGIN, &format!("told by {}; {}", event.told_by, event.hash));
    }

    /// The lines that a text becomes. A word that is longer than a line is cut.
    fn wrapped(&mut self, weight: Weight, size: f32, width: f32, text: &str) -> Vec<String> {
        let font = self.font(weight);
        let space = font.width(' ', size);
        let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0.0);
        for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty())
        {
            let length: f32 = word.chars().map(|letter| font.width(letter, size)).sum();
            if !line.is_empty() {
                if used + space + length <= width {
                    line.push(' ');
                    used += space;
                } else {
                    lines.push(std::mem::take(&mut line));
                    used = 0.0;
                }
            }
            for letter in word.chars() {
                let length = font.width(letter, size);
                if used + length > width && !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                    used = 0.0;
                }
                line.push(letter);
                used += length;
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// Draws one line.
    fn show(&mut self, weight: Weight, size: f32, gray: f32, x: f32, text: &str) {
        let (mut glyphs, mut missing) = (Vec::with_capacity(text.len() * 2), 0);
        let font = self.font(weight);
        for letter in text.chars() {
            let glyph = font.glyph(letter);
            if glyph == 0 {
                missing += 1;
            } else {
                font.used.entry(glyph).or_insert(letter);
            }
            glyphs.extend(glyph.to_be_bytes());
        }
        let key = font.key;
        self.missing += missing;
        let y = self.y;
        draw(&mut self.page, key, size, gray, (x, y), &glyphs);
    }

    fn finish(mut self, title: &str, tool: &str) -> Vec<u8> {
        self.pages.push(std::mem::replace(&mut self.page, Content::new()));
        let total = self.pages.len();
        for (at, page) in self.pages.iter_mut().enumerate() {
            let mut glyphs = Vec::new();
            for letter in format!("{} / {total}", at + 1).chars() {
                let glyph = self.regular.glyph(letter);
                self.regular.used.entry(glyph).or_insert(letter);
                glyphs.extend(glyph.to_be_bytes());
            }
            draw(page, self.regular.key, 7.0, 0.35, (MARGIN, MARGIN - 16.0), &glyphs);
        }
        let mut pdf = Pdf::new();
        pdf.set_version(1, 7);
        pdf.catalog(CATALOG).pages(PAGES);
        pdf.document_info(INFO).title(TextStr(title)).producer(TextStr(tool));
        let object = |page: usize| Ref::new(FIRST_PAGE + 2 * i32::try_from(page).unwrap_or(i32::MAX / 4));
        pdf.pages(PAGES).kids((0..total).map(object)).count(i32::try_from(total).unwrap_or(i32::MAX));
        for (at, content) in std::mem::take(&mut self.pages).into_iter().enumerate() {
            let stream = object(at).next();
            {
                let mut page = pdf.page(object(at));
                page.media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT)).parent(PAGES).contents(stream);
                let mut resources = page.resources();
                let mut fonts = resources.fonts();
                fonts.pair(self.regular.key, font_object(0, 0));
                fonts.pair(self.bold.key, font_object(1, 0));
            }
            pdf.stream(stream, content.finish().as_slice());
        }
        embed(&mut pdf, 0, &self.regular);
        embed(&mut pdf, 1, &self.bold);
        pdf.finish()
    }
}

fn draw(page: &mut Content, key: Name<'_>, size: f32, gray: f32, (x, y): (f32, f32), glyphs: &[u8]) {
    page.begin_text();
    page.set_font(key, size);
    page.set_fill_gray(gray);
    page.next_line(x, y);
    page.show(Str(glyphs));
    page.end_text();
}

/// An object of a font: 0 the font, 1 its descendant, 2 its descriptor, 3 its file, 4 its letters.
const fn font_object(font: i32, part: i32) -> Ref {
    Ref::new(FIRST_FONT + font * PER_FONT + part)
}

/// Writes a font as a CID font whose numbers are those of its glyphs (ISO 32000-1 section 9.7).
fn embed(pdf: &mut Pdf, number: i32, font: &Font) {
    let part = |part: i32| font_object(number, part);
    let face = &font.face;
    pdf.type0_font(part(0))
        .base_font(font.name)
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(part(1))
        .to_unicode(part(4));
    {
        let mut cid = pdf.cid_font(part(1));
        cid.subtype(CidFontType::Type2)
            .base_font(font.name)
            .system_info(IDENTITY)
            .font_descriptor(part(2))
            .default_width(0.0)
            .cid_to_gid_map_predefined(Name(b"Identity"));
        cid.widths().consecutive(0, (0..face.number_of_glyphs()).map(|glyph| font.advance(glyph)));
    }
    let bounds = face.global_bounding_box();
    let scaled = |units: i16| font.scaled(f32::from(units));
    pdf.font_descriptor(part(2))
        .name(font.name)
        .flags(FontFlags::SYMBOLIC)
        .bbox(Rect::new(
            scaled(bounds.x_min),
            scaled(bounds.y_min),
            scaled(bounds.x_max),
            scaled(bounds.y_max),
        ))
        .italic_angle(0.0)
        .ascent(scaled(face.ascender()))
        .descent(scaled(face.descender()))
        .cap_height(scaled(face.capital_height().unwrap_or_else(|| face.ascender())))
        .stem_v(80.0)
        .font_file2(part(3));
    let length = i32::try_from(font.data.len()).unwrap_or(i32::MAX);
    pdf.stream(part(3), font.data).pair(Name(b"Length1"), length);
    let mut letters = UnicodeCmap::<u16>::new(Name(b"Letters"), IDENTITY);
    for (glyph, letter) in &font.used {
        letters.pair(*glyph, *letter);
    }
    pdf.stream(part(4), letters.finish().as_slice());
}
