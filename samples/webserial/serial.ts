/** What this example needs of the Web Serial API (WICG, Web Serial), which TypeScript's own types lack. */
export interface SerialPort {
  readonly readable: ReadableStream<Uint8Array>;
  open(options: { readonly baudRate: number }): Promise<void>;
  close(): Promise<void>;
}

/** Asks the user for a port. @throws DOMException `NotFoundError` if none was chosen */
export function requestPort(): Promise<SerialPort> {
  const { serial } = navigator as unknown as { serial?: { requestPort(): Promise<SerialPort> } };
  if (serial === undefined) throw new Error('This browser has no Web Serial API.');
  return serial.requestPort();
}
