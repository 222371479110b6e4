// Makes the pictures of the console in docs/images from the running product: `npm run build` first. Needs Chromium.
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const directory = "docs/images";
const viewport = { width: 1100, height: 900 };

/** Starts the product on free ports; resolves to its address and what ends it. */
async function startProduct() {
  const env = { ...process.env, HTTP_PORT: "0", TABLES_PORT: "0", EVENT_HUBS_PORT: "0", WATCH_SCHEDULE: "* * * * * *" };
  const child = spawn(process.execPath, ["dist/local/start.js"], { env, stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^ready (http:\S+)$/.exec(line)?.[1];
    if (url !== undefined) return { url, stop: () => child.kill("SIGTERM") };
  }
  throw new Error("the product did not start");
}

const countries = [
  ["+44999", "+441632960123"],
  ["+33112", "+33140000000"],
  ["+49112", "+493012345678"],
  ["+353999", "+35312345678"],
  ["+61000", "+61212345678"],
  ["+55190", "+551123456789"],
  ["+81110", "+81312345678"],
  ["+65995", "+6561234567"],
];

/** Emergency calls from several countries, all of them answered. */
async function makeCalls(url, count) {
  const post = (path, body) => fetch(`${url}/api/v1/${path}`, { method: "POST", body: JSON.stringify(body) });
  for (let call = 0; call < count; call++) {
    const [calledParty, callingParty] = countries[call % countries.length];
    const callId = `${call}@sbc1.example.net`;
    await post("call-setup", { callId, ingress: "zoom", calledParty, callingParty });
    await post("call-outcomes", { callId, finalStatus: 200, routeName: "emergency-a" });
  }
}

async function takePictures(browser, url) {
  const page = await browser.newPage({ viewport, locale: "en-GB", timezoneId: "Europe/Paris" });
  await page.goto(`${url}/console`);
  await page.getByText("40 of 40 emergency calls were answered").waitFor({ timeout: 60_000 });
  await page.locator("svg.map").waitFor({ timeout: 60_000 });
  await page.screenshot({ path: `${directory}/console-now.png` });
  await page.goto(`${url}/console/try`);
  await page.getByLabel("Number dialled").fill("+44 999");
  await page.getByLabel("Caller", { exact: true }).fill("+441632960123");
  await page.getByRole("button", { name: "Decide" }).click();
  await page.locator(".steps").scrollIntoViewIfNeeded();
  await page.locator("main").screenshot({ path: `${directory}/console-try.png` });
}

mkdirSync(directory, { recursive: true });
const product = await startProduct();
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  await makeCalls(product.url, 40);
  await takePictures(browser, product.url);
} finally {
  await browser.close();
  product.stop();
}
