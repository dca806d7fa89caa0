#!/usr/bin/env python3
"""A SCIM server that bends the rules, for trying Steward by hand and from the window's tests.

    strange.py [--port N] [--people N]

Prints one line of JSON, `{"url": ...}`. The first part of the path says how it is strange:

    /plain      as it should be
    /html       a web page instead of JSON            /missing    404 with a web page
    /denied     401                                   /throttled  429, Retry-After 86400
    /slow-down  429 with Retry-After 1, then plain    /broken     500
    /repeats    every page is the first one           /half       the page from the 21st person on fails
    /names      members are names instead of ids      /no-total   lists without totalResults
    /sleeps     answers after five seconds
"""

import argparse
import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

PEOPLE = []
GROUPS = []
ASKED = set()


def make(count):
    for at in range(1, count + 1):
        PEOPLE.append({
            "id": f"u{at}", "userName": f"person{at}@northwind.example", "displayName": f"Person {at}",
            "active": True, "roles": [{"value": "agent"}], "entitlements": [{"value": "tickets.read"}],
        })
    members = [{"value": x["id"]} for x in PEOPLE[: count // 2]]
    GROUPS.append({"id": "g1", "displayName": "Support", "members": members})


class Strange(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def reply(self, status, body, kind="application/scim+json", **headers):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def page(self, everything, query, how):
        start = max(1, int(query.get("startIndex", ["1"])[0]))
        count = min(20, int(query.get("count", ["20"])[0]))
        if how == "repeats":
            start = 1
        if how == "half" and start <= 21 < start + count and everything is PEOPLE:
            return self.reply(500, {"detail": "cannot serialise"})
        part = everything[start - 1 : start - 1 + count]
        if how == "names" and everything is GROUPS:
            names = {x["id"]: x["userName"] for x in PEOPLE}
            part = [{**g, "members": [{"value": names[m["value"]]} for m in g["members"]]} for g in part]
        body = {
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
            "totalResults": len(everything), "startIndex": start, "itemsPerPage": len(part), "Resources": part,
        }
        if how == "no-total":
            del body["totalResults"]
        return self.reply(200, body)

    def do_GET(self):
        url = urlsplit(self.path)
        how, _, path = url.path.strip("/").partition("/")
        web_page = b"<!DOCTYPE html><html><title>Sign in</title><body><h1>Sign in</h1></body></html>"
        if how == "html":
            return self.reply(200, web_page, "text/html")
        if how == "missing":
            return self.reply(404, web_page, "text/html")
        if how == "denied" or not self.headers.get("Authorization", "").startswith("Bearer "):
            return self.reply(401, {"detail": "token unknown"})
        if how == "throttled":
            return self.reply(429, {"detail": "too many requests"}, Retry_After="86400")
        if how == "slow-down" and self.path not in ASKED:
            ASKED.add(self.path)
            return self.reply(429, {"detail": "too many requests"}, Retry_After="1")
        if how == "broken":
            return self.reply(500, {"detail": "database is away"})
        if how == "sleeps":
            time.sleep(5)
        query = parse_qs(url.query)
        if path == "Users":
            return self.page(PEOPLE, query, how)
        if path == "Groups":
            return self.page(GROUPS, query, how)
        return self.reply(404, {"detail": "no such thing"})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--people", type=int, default=60)
    args = parser.parse_args()
    make(args.people)
    server = ThreadingHTTPServer(("127.0.0.1", args.port), Strange)
    print(json.dumps({"url": f"http://127.0.0.1:{server.server_port}"}), flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
