#!/usr/bin/env python3
"""The software bill of materials of a built capgap, as CycloneDX 1.5 JSON:  sbom.py PROGRAM [-o FILE]

What counts is what a machine that runs the program has of others: the shared libraries that it loads (as the loader lists them, with those that they
load themselves), the libraries of headers that were compiled into it, and what the report page bundles. Tools that only build or test are not in it.
The same program on the same packages gives the same bytes: no time, no serial number, no path. On Debian 12, where each library belongs to a package.
"""

import argparse
import base64
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import urllib.parse

TOP = pathlib.Path(__file__).resolve().parents[2]
LOCK = TOP / "engine" / "web" / "package-lock.json"

# Debian package: its licence in SPDX, read from /usr/share/doc/PACKAGE/copyright (of the library; tests and packaging have others there).
# A library that is not listed here is an error: somebody has to read its licence first.
LINKED = {
    "libbz2-1.0": "bzip2-1.0.6",
    "libc6": "LGPL-2.1-or-later",
    "libcsv3": "LGPL-2.1-or-later",
    "libexpat1": "MIT",
    "libgcc-s1": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "libminizip1": "Zlib",
    "libssl3": "Apache-2.0",
    "libstdc++6": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "libxlsxwriter4": "BSD-2-Clause",
    "libyaml-cpp0.7": "MIT",
    "libzip4": "BSD-3-Clause",
    "zlib1g": "Zlib",
}
# Header-only; found as packages, but valijson, whose headers are unpacked without being installed (install_packages.sh), and so have no version here.
COMPILED_IN = {
    "libboost1.81-dev": "BSL-1.0",
    "libcli11-dev": "BSD-3-Clause",
    "libeigen3-dev": "MPL-2.0",
    "librandom123-dev": "BSD-3-Clause",
    "libvalijson-dev": "BSD-2-Clause",
    "nlohmann-json3-dev": "MIT",
}


class Unknown(Exception):
    """Something that the bill cannot name truthfully."""


def output_of(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True, env={"PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL": "C"}).stdout


def shared_libraries(program):
    listed = output_of("ldd", str(program))
    if "not found" in listed:
        raise Unknown(f"{program.name}: a library is missing:\n{listed}")
    return sorted(set(re.findall(r"(/\S+) \(0x", listed)))


def packages_of(libraries):
    """Debian lists some files below /lib, others below /usr/lib, whichever way the loader came."""
    names = {}
    for library in libraries:
        real = str(pathlib.Path(library).resolve())
        names[library] = {library, real, real.removeprefix("/usr"), "/usr" + real}
    asked = sorted(set().union(*names.values()))
    answer = subprocess.run(["dpkg-query", "-S", *asked], capture_output=True, text=True, check=False).stdout
    owner = {line.rpartition(": ")[2]: line.split(":")[0] for line in answer.splitlines()}
    lost = [library for library in libraries if not names[library] & owner.keys()]
    if lost:
        raise Unknown(f"of no package: {', '.join(lost)}")
    return sorted({owner[name] for library in libraries for name in names[library] & owner.keys()})


def version_of(package):
    found = subprocess.run(["dpkg-query", "-W", "-f=${Version} ${Architecture}", package], capture_output=True, text=True, check=False)
    return found.stdout.split() if found.returncode == 0 and found.stdout.split()[1:] else [None, None]


def licence(spdx):
    return [{"expression": spdx}] if " WITH " in spdx else [{"license": {"id": spdx}}]


def debian(package, spdx, scope_note):
    version, architecture = version_of(package)
    quote = lambda text: urllib.parse.quote(text, safe="")
    purl = f"pkg:deb/debian/{quote(package)}" + (f"@{quote(version)}?arch={architecture}&distro=debian-12" if version else "?distro=debian-12")
    component = {"type": "library", "bom-ref": purl, "name": package, "licenses": licence(spdx), "purl": purl}
    if version:
        component["version"] = version
    component["properties"] = [{"name": "capgap:use", "value": scope_note}]
    return component


def bundled(lock):
    """Packages of the page that are not for building alone; npm's hash of what it unpacks."""
    for path, package in lock["packages"].items():
        if not path or package.get("dev"):
            continue
        name = path.split("node_modules/")[-1]
        algorithm, _, digest = package["integrity"].partition("-")
        purl = f"pkg:npm/{urllib.parse.quote(name)}@{package['version']}"
        yield {
            "type": "library", "bom-ref": purl, "name": name, "version": package["version"], "licenses": licence(package["license"]), "purl": purl,
            "hashes": [{"alg": algorithm.upper().replace("SHA", "SHA-"), "content": base64.b64decode(digest).hex()}],
            "properties": [{"name": "capgap:use", "value": "bundled in report.html"}],
        }


def bill(program):
    packages = packages_of(shared_libraries(program))
    unknown = [package for package in packages if package not in LINKED]
    if unknown:
        raise Unknown(f"no licence is written down in {pathlib.Path(__file__).name} for: {', '.join(unknown)}")
    components = [debian(package, LINKED[package], "shared library") for package in packages]
    components += [debian(package, spdx, "headers, compiled in") for package, spdx in COMPILED_IN.items()]
    components += bundled(json.loads(LOCK.read_text(encoding="utf-8")))
    components.sort(key=lambda component: component["bom-ref"])
    version = output_of(str(program), "--version").split()[-1]
    capgap = {
        "type": "application", "bom-ref": f"capgap@{version}", "name": "capgap", "version": version, "licenses": licence("Apache-2.0"),
        "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(program.read_bytes()).hexdigest()}],
    }
    references = [component["bom-ref"] for component in components]
    return {
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "metadata": {"component": capgap}, "components": components,
        "dependencies": [{"ref": capgap["bom-ref"], "dependsOn": references}],
    }


def main():
    parser = argparse.ArgumentParser(description="Writes the software bill of materials of a built capgap (CycloneDX 1.5, JSON).")
    parser.add_argument("program", type=pathlib.Path, help="the built program, as build/bin/capgap")
    parser.add_argument("-o", "--out", type=pathlib.Path, help="the file to write (default: standard output)")
    options = parser.parse_args()
    try:
        text = json.dumps(bill(options.program), indent=2, ensure_ascii=False) + "\n"
    except (Unknown, OSError, subprocess.CalledProcessError) as problem:
        sys.exit(f"sbom.py: {problem}")
    if options.out:
        options.out.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
