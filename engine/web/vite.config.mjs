import { createHash } from "node:crypto";
import { defineConfig } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";

const hashed = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** The page may run its own script and style and nothing else: whatever a name in the data holds, no browser runs it or fetches for it. */
function contentSecurityPolicy() {
  const policy = (html) => {
    const scripts = [...html.matchAll(/<script type="module"[^>]*>([^]*?)<\/script>/g)].map((found) => hashed(found[1]));
    const styles = [...html.matchAll(/<style[^>]*>([^]*?)<\/style>/g)].map((found) => hashed(found[1]));
    return `default-src 'none'; script-src ${scripts.join(" ")}; style-src ${styles.join(" ")}; base-uri 'none'; form-action 'none'`;
  };
  return {
    name: "content-security-policy",
    enforce: "post",
    generateBundle(_, bundle) {
      const page = bundle["index.html"];
      page.source = page.source.replace("@@policy@@", policy(page.source));
    },
  };
}

export default defineConfig({
  plugins: [viteSingleFile({ removeViteModuleLoader: true }), contentSecurityPolicy()],
  build: { target: "es2020", modulePreload: false, reportCompressedSize: false, emptyOutDir: true },
});
