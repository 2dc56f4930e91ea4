// Checks the OpenAPI document on standard input by redocly's rules, as redocly.yaml
// sets them, and says as JSON what it finds.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { lintFromString, loadConfig } from "@redocly/openapi-core";

const config = await loadConfig({ configPath: fileURLToPath(new URL("redocly.yaml", import.meta.url)) });
const found = await lintFromString({ source: readFileSync(0, "utf8"), absoluteRef: "openapi.json", config });
process.stdout.write(
  JSON.stringify(found.map((p) => ({ rule: p.ruleId, severity: p.severity, at: p.location[0]?.pointer ?? "", message: p.message }))),
);
