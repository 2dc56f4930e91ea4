// A commerce engine for tests: Vendure with its database in one file, and a shop front of
// two pages that asks the engine's shop API and nothing else. How it is set up comes on
// standard input (JSON, one line: file, password). It says its port on standard output,
// and ends with its input: what it has is kept in the file then, and only then. A file
// that is there already is taken up as it was left. Each further line is the id of a product that was deleted and is to be there again, as after
// a backup was restored.
import { existsSync, renameSync, writeFileSync } from "node:fs";
import http from "node:http";
import { createInterface } from "node:readline";
import vendure from "@vendure/core";

const { bootstrap, DefaultLogger, DefaultSearchPlugin, JobQueueService, LogLevel, Product, ProductVariant, TransactionalConnection } = vendure;

const lines = createInterface({ input: process.stdin });
const setup = JSON.parse(await new Promise((resolve) => lines.once("line", resolve)));
lines.on("close", () => process.exit(0)); // before there is anything to keep

const free = () =>
  new Promise((resolve) => {
    const server = http.createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
const port = await free();

const shop = async (query, variables) => {
  const answer = await fetch(`http://127.0.0.1:${port}/shop-api`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  return (await answer.json()).data;
};

const text = (words) => String(words).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const money = (variant) => `${(variant.priceWithTax / 100).toFixed(2)} ${variant.currencyCode}`;
const page = (res, status, title, body) =>
  res.status(status).type("html").send(`<!DOCTYPE html><html lang="en"><meta name="viewport" content="width=device-width">
<title>${text(title)}</title><style>body{font:17px/1.5 sans-serif;margin:0;color:#222}header{background:#1f4d3a;color:#fff;padding:14px 32px}
main{max-width:860px;margin:32px auto;padding:0 32px}header a{color:#fff}.price{font-size:1.4em}li{margin:10px 0}</style>
<header><a href="/shop">Lakeside Market</a></header><main><h1>${text(title)}</h1>${body}</main></html>`);

const fields = "name slug description variants { sku priceWithTax currencyCode }";
const front = async (req, res) => {
  const { products } = await shop(`{ products(options: { take: 50, sort: { id: ASC } }) { items { ${fields} } } }`);
  page(res, 200, "On sale today", `<ul>${products.items.map((p) => `<li><a href="/product/${text(p.slug)}">${text(p.name)}</a></li>`).join("")}</ul>`);
};
const product = async (req, res) => {
  const { product: p } = await shop(`query($slug: String!) { product(slug: $slug) { ${fields} } }`, { slug: req.path.slice(1) });
  if (!p) return page(res, 404, "This product is not available", '<p><a href="/shop">See what is on sale</a></p>');
  return page(res, 200, p.name, `<p class="price">${p.variants.map(money).map(text).join(", ")}</p><p>${text(p.description.replace(/<[^>]*>/g, " "))}</p><p><button>Add to basket</button></p>`);
};

const app = await bootstrap({
  apiOptions: {
    port,
    hostname: "127.0.0.1",
    adminApiPath: "admin-api",
    shopApiPath: "shop-api",
    cors: false,
    middleware: [
      { route: "/shop", handler: (req, res, next) => front(req, res).catch(next) },
      { route: "/product", handler: (req, res, next) => product(req, res).catch(next) },
    ],
  },
  authOptions: {
    tokenMethod: ["bearer", "api-key"],
    superadminCredentials: { identifier: "superadmin", password: setup.password },
  },
  dbConnectionOptions: { type: "sqljs", location: setup.file, synchronize: !existsSync(setup.file) },
  paymentOptions: { paymentMethodHandlers: [] },
  plugins: [DefaultSearchPlugin],
  logger: new DefaultLogger({ level: LogLevel.Error }),
});
await app.get(JobQueueService).start();
const db = app.get(TransactionalConnection).rawConnection;
lines.removeAllListeners("close").on("close", () => {
  writeFileSync(`${setup.file}.new`, db.driver.export());
  renameSync(`${setup.file}.new`, setup.file);
  process.exit(0);
});
lines.on("line", async (id) => {
  await db.getRepository(ProductVariant).update({ productId: id }, { deletedAt: null });
  await db.getRepository(Product).update(id, { deletedAt: null });
});
console.log(port);
