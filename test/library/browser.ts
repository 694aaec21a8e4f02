import { accessSync, constants } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { describe } from 'vitest';

/** The browser that is installed here. */
const program = (process.env.PATH ?? '')
  .split(delimiter)
  .flatMap((folder) => ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(folder, name)))
  .find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

/** A suite in a real browser: it fails without one where FLIGHTVEIL_NEEDS_BROWSER is set, and elsewhere says that it was left out. */
export function describeBrowser(title: string, suite: () => void): void {
  if (program !== undefined) {
    describe(title, suite);
  } else if (process.env.FLIGHTVEIL_NEEDS_BROWSER) {
    throw new Error(`${title}: there is no Chromium`);
  } else {
    console.warn(`LEFT OUT, no Chromium here: ${title}`);
    describe.skipIf(true)(title, () => undefined);
  }
}

export async function openBrowser(): Promise<Browser> {
  // Chromium refuses to put root, whom containers have, into a sandbox.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: program!, args: [...args, '--disable-dev-shm-usage'] });
}

/** A server of one page and its script; the page may do nothing but run that script. */
export async function servePage(script: string): Promise<{ url: string; close: () => Promise<void> }> {
  const page = '<!doctype html><meta charset="utf-8"><title>test</title><script type="module" src="/page.js"></script>';
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    if (!isScript && request.url !== '/') {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': isScript ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; script-src 'self'",
    });
    response.end(isScript ? script : page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
