import { endError, type SessionEnd } from './session-end.ts';

/** One stream into a session. */
export class SessionPipe {
  readonly stream: WritableStream<Uint8Array>;
  #controller: WritableStreamDefaultController | undefined;
  #isOpen = true;

  constructor(push: (bytes: Uint8Array) => void | Promise<void>) {
    const over = (): void => {
      this.#isOpen = false;
    };
    this.stream = new WritableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller;
      },
      write: async (bytes) => {
        try {
          await push(bytes);
        } catch (error) {
          over();
          throw error;
        }
      },
      close: over,
      abort: over,
    });
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Whoever pipes into it learns that nothing more is taken. */
  end(end: SessionEnd): void {
    this.#isOpen = false;
    this.#controller?.error(endError(end));
  }
}
