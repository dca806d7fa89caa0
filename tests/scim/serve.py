#!/usr/bin/env python3
"""Starts scim2-server with a bearer token, fills it with people and groups, and prints where it is.

    serve.py [--port N] [--people N] [--token TEXT]

Prints one line of JSON, `{"url": ..., "token": ..., "people": N, "groups": N}`, when the tenant is ready, and serves
until it is stopped. STEWARD_SCIM_SERVER names the server's program; without it, the one beside this interpreter.
"""

import argparse
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time
import urllib.request

CORE = "urn:ietf:params:scim:schemas:core:2.0:"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
DEPARTMENTS = ["Support", "Billing", "Engineering", "Sales"]
ROLES = ["agent", "agent", "agent", "lead", "admin"]
ENTITLEMENTS = ["tickets.read", "tickets.close", "reports.read", "users.manage"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def post(url, token, body):
    request = urllib.request.Request(url, json.dumps(body).encode(), method="POST")
    request.add_header("Authorization", f"Bearer {token}")
    request.add_header("Content-Type", "application/scim+json")
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)["id"]


def fill(url, token, people):
    ids = []
    for at in range(people):
        name = f"person{at + 1:04}"
        ids.append(post(f"{url}/Users", token, {
            "schemas": [CORE + "User", ENTERPRISE],
            "userName": f"{name}@northwind.example",
            "displayName": f"Person {at + 1}",
            "emails": [{"value": f"{name}@northwind.example", "primary": True}],
            "title": "Lead" if at % 5 == 3 else "Specialist",
            "active": at % 11 != 10,
            "roles": [{"value": ROLES[at % len(ROLES)]}],
            "entitlements": [{"value": ENTITLEMENTS[at % len(ENTITLEMENTS)]}],
            ENTERPRISE: {"department": DEPARTMENTS[at % len(DEPARTMENTS)]},
        }))
    groups = []
    for at, name in enumerate(DEPARTMENTS):
        members = [{"value": x, "type": "User"} for x in ids[at::len(DEPARTMENTS)]]
        groups.append(post(f"{url}/Groups", token, {
            "schemas": [CORE + "Group"], "displayName": name, "members": members,
        }))
    post(f"{url}/Groups", token, {
        "schemas": [CORE + "Group"], "displayName": "Everybody",
        "members": [{"value": x, "type": "Group"} for x in groups],
    })
    return len(groups) + 1


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--token", default="northwind-test-token")
    args = parser.parse_args()
    beside = pathlib.Path(sys.executable).parent / "scim2-server"
    program = os.environ.get("STEWARD_SCIM_SERVER", str(beside))
    port = args.port or free_port()
    server = subprocess.Popen(
        [program, "--port", str(port), "--bearer-token", args.token],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        for _ in range(300):
            if server.poll() is not None:
                sys.exit(f"{program} ended at once")
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        url = f"http://127.0.0.1:{port}/v2"
        groups = fill(url, args.token, args.people)
        ready = {"url": url, "token": args.token, "people": args.people, "groups": groups}
        print(json.dumps(ready), flush=True)
        server.wait()
    except KeyboardInterrupt:
        pass
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
