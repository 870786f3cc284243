// A W3C WebDriver client, as small as the journey needs: https://www.w3.org/TR/webdriver2/

import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** The key under which the protocol names an element. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Longest wait for something to appear, in milliseconds. The first start of a debug build is slow. */
const PATIENCE = 20_000;

/** Longest wait for one answer of the driver, in milliseconds. */
const ANSWER = 60_000;

/** Starts WebKitWebDriver with the given environment, and stops it when `work` is done. */
export async function withDriver(environment, work) {
  const port = await freePort();
  const driver = spawn("WebKitWebDriver", [`--port=${port}`], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const gone = new Promise((_, reject) => {
    driver.once("error", reject);
    driver.once("exit", (code) => reject(new Error(`WebKitWebDriver ended with ${code}`)));
  });
  try {
    const base = `http://127.0.0.1:${port}`;
    const asked = ready(base).then(() => work({ base, pid: driver.pid }));
    return await Promise.race([gone, asked]);
  } finally {
    driver.removeAllListeners();
    driver.kill();
  }
}

/** One run of a program, driven from outside. */
export class Window {
  #base;

  constructor(base) {
    this.#base = base;
  }

  /** Starts the program, and closes it when `work` is done. */
  static async open(driver, binary, work) {
    const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": { binary, args: [] } } };
    const { sessionId } = await call("POST", `${driver.base}/session`, { capabilities });
    const session = `${driver.base}/session/${sessionId}`;
    try {
      return await work(new Window(session));
    } finally {
      await call("DELETE", session);
      await until("the program to end", async () => (await children(driver.pid)) === "");
    }
  }

  /** The first element that fits, as soon as it is there. */
  find(css) {
    return until(`an element ${css}`, async () => (await this.findAll(css))[0]);
  }

  /** Every element that fits now. */
  async findAll(css) {
    const found = await this.#post("elements", { using: "css selector", value: css });
    return found.map((element) => element[ELEMENT]);
  }

  /** The button or link that is called so, as soon as it is there. */
  named(name, tags = "button, a") {
    const script = `
      const [tags, name] = arguments;
      return [...document.querySelectorAll(tags)].find((element) => {
        const called = element.getAttribute("aria-label") ?? element.textContent;
        return called.trim().replace(/\\s+/g, " ") === name && element.getClientRects().length > 0;
      });`;
    return until(`something called "${name}"`, async () => (await this.run(script, tags, name))?.[ELEMENT]);
  }

  async click(element) {
    await this.#post(`element/${element}/click`, {});
  }

  async clear(element) {
    await this.#post(`element/${element}/clear`, {});
  }

  async type(element, text) {
    await this.#post(`element/${element}/value`, { text });
  }

  /** What is visible on the page. */
  text() {
    return this.run("return document.body.innerText");
  }

  /** Waits until the page shows a text, and gives all that it shows. */
  shows(words) {
    return until(`the words "${words}"`, async () => {
      const text = await this.text();
      return text.includes(words) ? text : undefined;
    });
  }

  run(script, ...args) {
    return this.#post("execute/sync", { script, args });
  }

  /** Runs a script that calls its last argument when it is done. */
  runAsync(script, ...args) {
    return this.#post("execute/async", { script, args });
  }

  async screenshot() {
    return Buffer.from(await call("GET", `${this.#base}/screenshot`), "base64");
  }

  #post(command, body) {
    return call("POST", `${this.#base}/${command}`, body);
  }
}

/** Asks until the answer is something, and fails with what was waited for. */
export async function until(what, ask) {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) return answer;
    if (Date.now() > deadline) throw new Error(`waited ${PATIENCE} ms for ${what}`);
    await sleep(50);
  }
}

async function call(method, url, body) {
  const response = await fetch(url, {
    method,
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(ANSWER),
  });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${method} ${new URL(url).pathname}: ${value.error}: ${value.message}`);
  return value;
}

/** The processes that the driver started and that still run. */
function children(pid) {
  return readFile(`/proc/${pid}/task/${pid}/children`, "utf8");
}

async function ready(base) {
  await until("WebKitWebDriver", async () => {
    try {
      return (await call("GET", `${base}/status`)).ready;
    } catch {
      return false;
    }
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
