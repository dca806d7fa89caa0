#!/usr/bin/env python3
"""Verifies an evidence bundle with the standard library alone.

usage: verify.py BUNDLE.zip [--key name+id+key]... [--unsigned]

Prints what does not hold, one line each, and exits with 1; exits with 0 when all of it holds, and with 2 when the
file is no bundle. Checked are the files
against the manifest, the signatures, the inclusion proofs (RFC 9162) of entries and of events of tenants' own logs, the
links of the chain, the policy sets and the commitments. A bundle whose manifest nobody signed does not hold, unless
--unsigned says that it need not be. Ed25519 is the algorithm of RFC 8032 section 5.1, written plainly: it is slow and for verifying only.
"""
import base64
import hashlib
import io
import json
import sys
import zipfile

# --- Ed25519 (RFC 8032 section 5.1) ---
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    """The x of a point with this y, or None when there is none."""
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def decode(data):
    """A point in extended coordinates (X, Y, Z, T)."""
    number = int.from_bytes(data, "little")
    y, sign = number & ((1 << 255) - 1), number >> 255
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(scalar, point):
    total = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = add(total, point)
        point, scalar = add(point, point), scalar >> 1
    return total


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = decode(BASE_Y.to_bytes(32, "little"))


def accepts(public, text, signature):
    """Whether it is the signature of the text by this key."""
    if len(public) != 32 or len(signature) != 64:
        return False
    a, r = decode(public), decode(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + text).digest(), "little") % L
    left, right = multiply(s, BASE), add(r, multiply(k, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# --- C2SP signed notes ---
def sha256(data):
    return hashlib.sha256(data).digest()


def read_key(text):
    name, identity, material = text.split("+", 2)
    material = base64.b64decode(material, validate=True)
    expected = sha256(name.encode() + b"\n" + material)[:4].hex()
    if material[:1] != b"\x01" or identity != expected:
        raise ValueError("the id of a key does not fit it")
    return name, bytes.fromhex(identity), material[1:]


def signer(note, keys):
    """Text of the note and the first of the keys that signed it; an error when a known key signed it wrongly."""
    text, lines = note.rsplit("\n\n", 1)
    text, found = text + "\n", None
    for line in lines.rstrip("\n").split("\n"):
        dash, name, encoded = line.split(" ")
        data = base64.b64decode(encoded, validate=True)
        if dash != "\u2014":
            raise ValueError("a line is no signature")
        for key in keys:
            if (key[0], key[1]) == (name, data[:4]):
                if not accepts(key[2], text.encode(), data[4:]):
                    raise ValueError("the signature of %s is wrong" % name)
                found = found or key
    if found is None:
        raise ValueError("no known key signed it")
    return text, found


# --- the bundle ---
class Bundle:
    def __init__(self, data):
        self.wrong, self.files = [], {}
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                if info.filename in self.files:
                    self.fault(info.filename, "is there twice")
                try:
                    self.files[info.filename] = archive.read(info)
                except Exception as error:
                    self.fault(info.filename, "cannot be read: %s" % error)

    def fault(self, where, what):
        self.wrong.append("%s: %s" % (where, what))

    def json(self, path):
        return json.loads(self.files[path])

    def manifest(self):
        self.format = self.json("manifest.json")["format"]
        if self.format not in (1, 2):
            raise ValueError("the bundle has format %s, and this reads 1 and 2" % self.format)
        named = {f["path"]: f for f in self.json("manifest.json")["files"]}
        here = set(self.files) - {"manifest.json", "manifest.sig"}
        if len(named) != len(self.json("manifest.json")["files"]):
            self.fault("manifest.json", "names a file twice")
        for path in sorted(set(named) - here):
            self.fault(path, "is missing")
        for path in sorted(here - set(named)):
            self.fault(path, "was added")
        for path in sorted(here & set(named)):
            data = self.files[path]
            if (len(data), sha256(data).hex()) != (named[path]["size"], named[path]["sha256"]):
                self.fault(path, "was changed")

    def signatures(self, trusted, unsigned):
        lines = self.files["keys.txt"].decode().splitlines()
        ranges = [(read_key(line.split(" ")[0]), *line.split(" ")[1:]) for line in lines]
        keys = [key for key, _, _ in ranges]
        self.note = self.files["checkpoint.txt"].decode()
        text, key = signer(self.note, keys)
        log, size, root = text.split("\n")[:3]
        self.log, self.size, self.root = log, int(size), base64.b64decode(root, validate=True)
        manifest = self.json("manifest.json")
        if (manifest["log"], manifest["treeSize"]) != (log, self.size):
            self.fault("manifest.json", "says something else than the checkpoint")
        if not any(
            k == key and int(first) <= self.size and (last == "-" or self.size <= int(last)) for k, first, last in ranges
        ):
            self.fault("checkpoint.txt", "is signed with a key that was not in use")
        used = [key]
        if "manifest.sig" in self.files:
            text, key = signer(self.files["manifest.sig"].decode(), keys)
            hashed = sha256(self.files["manifest.json"]).hex()
            if text != "steward evidence v1\n%s\n%s\n" % (log, hashed):
                self.fault("manifest.sig", "is the signature of another manifest")
            used.append(key)
        elif not unsigned:
            self.fault("manifest.sig", "is missing: nobody vouches for the manifest")
        if trusted and any(key not in trusted for key in used):
            self.fault("keys.txt", "another key than the trusted one signed")
        elif not trusted:
            print("signed with a key that came with the bundle; compare it with one from elsewhere:")
            for text in sorted({line.split(" ")[0] for line in lines if read_key(line.split(" ")[0]) in used}):
                print("  " + text)

    @staticmethod
    def root_of(leaf, index, size, path):
        """The root to which a path leads from a leaf (RFC 9162 section 2.1.3.2), or None when it leads nowhere."""
        fn, sn, r = index, size - 1, leaf
        if fn > sn:
            return None
        for p in path:
            if sn == 0 or len(p) != 32:
                return None
            if fn & 1 or fn == sn:
                r = sha256(b"\x01" + p + r)
                while fn and not fn & 1:
                    fn, sn = fn >> 1, sn >> 1
            else:
                r = sha256(b"\x01" + r + p)
            fn, sn = fn >> 1, sn >> 1
        return r if sn == 0 else None

    def included(self, number, leaf):
        head, checkpoint = self.files["proofs/%06d.tlog-proof" % number].decode().split("\n\n", 1)
        kind, *lines = head.split("\n")
        lines = [line for line in lines if not line.startswith("extra ")]
        if kind != "c2sp.org/tlog-proof@v1" or lines[0] != "index %d" % number or checkpoint != self.note:
            return False
        path = [base64.b64decode(line, validate=True) for line in lines[1:]]
        return self.root_of(leaf, number, self.size, path) == self.root

    def entries(self):
        hashes, self.log_entries, self.proved = {}, {}, set()
        for path in sorted(self.files):
            if not path.startswith("entries/"):
                continue
            number, data = int(path[len("entries/") : -len(".json")]), self.files[path]
            entry, leaf = json.loads(data), sha256(b"\x00" + data)
            hashes[number], self.log_entries[number] = leaf.hex(), entry
            if entry["chain"]["number"] != number or entry["chain"]["device"] != self.log:
                self.fault(path, "is another entry than its name says")
            if self.included(number, leaf):
                self.proved.add(number)
            else:
                self.fault(path, "is not proved to be in the log")
            policy = "policies/%s.cedar" % entry["event"]["decision"]["policyVersion"]
            if policy not in self.files:
                self.fault(policy, "is missing")
        if not hashes:
            self.fault("entries", "there are none")
        for number, entry in self.log_entries.items():
            before = hashes.get(number - 1)
            if before is not None and entry["chain"].get("previous") != before:
                self.fault("entries/%06d.json" % number, "does not follow the entry before it")
        for path in self.files:
            if path.startswith("proofs/") and int(path[len("proofs/") : -len(".tlog-proof")]) not in hashes:
                self.fault(path, "proves an entry that is not here")
            if path.startswith("policies/") and path != "policies/%s.cedar" % sha256(self.files[path]).hex():
                self.fault(path, "is not the policy set that its name says")

    def sealed(self, number, index, event):
        """The root of the batch in which an event has to be, and how many events that has."""
        entry = self.log_entries[number]["event"]
        if number not in self.proved or entry["operation"] != "audit.import" or entry["outcome"]["state"] != "done":
            raise ValueError("entry %d seals no events, or is not proved" % number)
        if entry.get("tenant", {}).get("id") != event["tenant"]:
            raise ValueError("is of another tenant than the entry that seals it")
        seal = {c["field"]: c.get("after", {}).get("plain") for c in reversed(entry["changes"])}
        return bytes.fromhex(seal["root"]), seal["events"]

    def tenant_events(self):
        self.events = {}
        paths = [path for path in self.files if path.startswith("events/") or path == "supporting.json"]
        if self.format == 1:
            for path in paths:
                self.fault(path, "does not belong to a bundle of format 1")
            return
        for path in sorted(path for path in paths if path.endswith(".json") and path != "supporting.json"):
            try:
                number, index = map(int, path[len("events/") : -len(".json")].split("-"))
                if path != "events/%06d-%06d.json" % (number, index):
                    raise ValueError("has no name of an event")
                event = self.events[number, index] = json.loads(self.files[path])
                root, size = self.sealed(number, index, event)
                lines = self.files[path[: -len(".json")] + ".proof"].decode().split("\n")
                if lines[:3] + lines[-1:] != ["steward event proof v1", "entry %d" % number, "index %d" % index, ""]:
                    raise ValueError("has the proof of another event")
                hashes = [bytes.fromhex(line) for line in lines[3:-1]]
                if self.root_of(sha256(b"\x00" + self.files[path]), index, size, hashes) != root:
                    raise ValueError("is not proved to be in the batch that entry %d seals" % number)
            except Exception as error:
                self.fault(path, "%s: %s" % (type(error).__name__, error))
        for path in paths:
            if path.endswith(".proof") and path[: -len(".proof")] + ".json" not in self.files:
                self.fault(path, "proves an event that is not here")
            elif not path.endswith((".proof", ".json")):
                self.fault(path, "does not belong to a bundle")
        if "supporting.json" in self.files:
            supporting = self.json("supporting.json")
            if not supporting or not set(supporting) <= {number for number, _ in self.events}:
                self.fault("supporting.json", "names an entry that seals no event of the bundle")

    def opened(self, where, item, commitment):
        # the canonical form of RFC 8785, for all but numbers with fractions and keys beyond the basic plane
        canonical = json.dumps(item["value"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        found = sha256(b"steward commitment v1\n" + bytes.fromhex(item["salt"]) + canonical.encode())
        if commitment != found.hex():
            self.fault("disclosed.json", "%s does not fit" % where)

    def commitments(self):
        if self.json("manifest.json")["question"] != self.json("question.json"):
            self.fault("question.json", "is another question than that of the manifest")
        for item in self.json("disclosed.json")["disclosed"]:
            value = self.log_entries[item["number"]]
            for part in item["pointer"].split("/")[1:]:
                value = value[int(part)] if isinstance(value, list) else value[part]
            self.opened("%d %s" % (item["number"], item["pointer"]), item, value.get("withheld"))
        told, seen = self.json("disclosed.json").get("events", {"disclosed": [], "withheld": []}), set()
        for item in told["disclosed"]:
            where = (item["entry"], item["index"], item["part"])
            parts = self.events.get(where[:2], {"withheld": []})["withheld"]
            commitment = parts[where[2]]["commitment"] if where[2] < len(parts) else None
            self.opened("%06d-%06d part %d" % where, item, commitment)
        for item in told["disclosed"] + told["withheld"]:
            seen.add((item["entry"], item["index"], item["part"]))
        all_of_them = {(*at, part) for at, event in self.events.items() for part in range(len(event["withheld"]))}
        if seen != all_of_them or len(seen) != len(told["disclosed"]) + len(told["withheld"]):
            self.fault("disclosed.json", "does not name each commitment of the events once")


def main(arguments):
    files, keys, unsigned, rest = [], [], False, list(arguments)
    while rest:
        argument = rest.pop(0)
        if argument == "--key" and rest:
            keys.append(rest.pop(0))
        elif argument == "--unsigned":
            unsigned = True
        else:
            files.append(argument)
    if len(files) != 1 or files[0].startswith("--"):
        print(__doc__)
        return 2
    try:
        trusted = [read_key(key) for key in keys]
        with open(files[0], "rb") as file:
            bundle = Bundle(file.read())
    except Exception as error:  # not a bundle at all, or a key that is none
        print("%s: %s" % (files[0], error))
        return 2
    steps = (
        bundle.manifest,
        lambda: bundle.signatures(trusted, unsigned),
        bundle.entries,
        bundle.tenant_events,
        bundle.commitments,
    )
    for step in steps:
        try:
            step()
        except Exception as error:  # whatever is in the file, it is only another way not to hold
            bundle.fault("cannot be checked", "%s: %s" % (type(error).__name__, error))
    for line in bundle.wrong:
        print(line)
    if "manifest.sig" not in bundle.files:
        print("the manifest is not signed: the checkpoint vouches for entries and events alone")
    if bundle.wrong:
        print("DOES NOT HOLD")
        return 1
    events = ", %d events of tenants' own logs" % len(bundle.events) if bundle.events else ""
    print("holds: %d entries of %s%s" % (len(bundle.log_entries), bundle.log, events))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
