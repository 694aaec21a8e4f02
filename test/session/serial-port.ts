import type { Page } from 'playwright-core';

/** A serial port in a page, which the test plays. */
export interface FakePort {
  /** What `#state` said when the page asked for a port, and the rate that it was opened with. */
  readonly asked: string[];
  feed(bytes: readonly number[]): void;
  unplug(): void;
  isOpen: boolean;
  isRefused: boolean;
}

declare global {
  var fakePort: FakePort;
}

/** Gives the page a `navigator.serial` with one port, before any of its scripts runs. */
export async function plugIn(page: Page): Promise<void> {
  await page.addInitScript(() => {
    let isListening = false;
    let feeding: ReadableStreamDefaultController<Uint8Array> | undefined;
    globalThis.fakePort = {
      asked: [],
      isOpen: false,
      isRefused: false,
      feed: (bytes) => {
        // A line goes on whether somebody listens or not.
        if (isListening) feeding!.enqueue(Uint8Array.from(bytes));
      },
      unplug: () => feeding!.error(new DOMException('The device has been lost.', 'NetworkError')),
    };
    const port = {
      readable: undefined as ReadableStream<Uint8Array> | undefined,
      open: async ({ baudRate }: { baudRate: number }) => {
        globalThis.fakePort.asked.push(String(baudRate));
        globalThis.fakePort.isOpen = true;
        port.readable = new ReadableStream<Uint8Array>({
          start: (controller) => {
            feeding = controller;
            isListening = true;
          },
          cancel: () => {
            isListening = false;
          },
        });
      },
      close: async () => {
        if (port.readable?.locked) throw new DOMException('The stream is locked.', 'InvalidStateError');
        globalThis.fakePort.isOpen = false;
      },
    };
    const requestPort = async (): Promise<typeof port> => {
      globalThis.fakePort.asked.push(document.querySelector('#state')!.textContent!);
      if (globalThis.fakePort.isRefused) throw new DOMException('No port selected by the user.', 'NotFoundError');
      return port;
    };
    Object.defineProperty(navigator, 'serial', { value: { requestPort }, configurable: true });
  });
}

/** Plays bytes in pieces of one size, as a serial line brings them. */
export async function play(page: Page, bytes: Uint8Array, size: number): Promise<void> {
  for (let at = 0; at < bytes.length; at += 16 * size) {
    const pieces: number[][] = [];
    for (let from = at; from < Math.min(bytes.length, at + 16 * size); from += size) {
      pieces.push([...bytes.subarray(from, from + size)]);
    }
    await page.evaluate(async (some) => {
      for (const piece of some) {
        globalThis.fakePort.feed(piece);
        await new Promise((resolve) => setTimeout(resolve));
      }
    }, pieces);
  }
}
