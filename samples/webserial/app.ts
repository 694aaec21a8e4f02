// In an app of yours: from 'flightveil/session' and 'flightveil'.
import { FlightveilError, type Level } from '../../src/index.ts';
import {
  IndexedDbKeyStore,
  type LinkFormat,
  openSession,
  type Released,
  type Session,
} from '../../src/session/index.ts';
import { PageConsent } from './consent.ts';
import { requestPort, type SerialPort } from './serial.ts';

const form = document.querySelector<HTMLFormElement>('#choices')!;
const button = (name: string): HTMLButtonElement => form.elements.namedItem(name) as HTMLButtonElement;
const output = (id: string): HTMLElement => document.querySelector<HTMLElement>(`#${id}`)!;

const store = new IndexedDbKeyStore();
let consent = new PageConsent();
let session: Session | undefined;

form.addEventListener('submit', (event) => {
  event.preventDefault();
  run().catch((error: unknown) => show(wordsOf(error)));
});
button('withdraw').addEventListener('click', () => void consent.withdraw());
button('disconnect').addEventListener('click', () => void session?.close());

/** One connection, from the user's consent to the end of the link. */
async function run(): Promise<void> {
  const choices = new FormData(form);
  const format = choices.get('format') as LinkFormat;
  // First what may be released is decided; before that there is no connection.
  const pieces: Released[] = [];
  session = await openChosen(choices, pieces);
  output('result').textContent = '';
  output('files').textContent = '';
  show('choose a port');
  let port: SerialPort;
  try {
    port = await requestPort();
    await port.open({ baudRate: Number(choices.get('baudRate')) });
  } catch (error) {
    await session.close();
    throw error;
  }
  setConnected(true);
  show('connected');
  // Ends when the port is unplugged, and when the session ends.
  const unplugged = await port.readable.pipeTo(session.writable(format)).then(
    () => 'the link has ended',
    (error: unknown) => (error instanceof DOMException ? 'the link was lost' : 'disconnected'),
  );
  const { manifests, summary } = await session.close();
  const { reason, error } = await session.ended;
  await port.close().catch(() => undefined);
  setConnected(false);
  if (reason === 'withdrawn') show('withdrawn: nothing more is released');
  else show(error === undefined ? unplugged : wordsOf(error));
  output('result').textContent = JSON.stringify({ flight: session.flight, summary, manifests }, null, 2);
  if (pieces.length > 0) offerFile(pieces, format);
}

/** A session for what the user chose: into a file of their own, or to this page's server. */
async function openChosen(choices: FormData, pieces: Released[]): Promise<Session> {
  const [purpose, recipient] = (choices.get('request') as string).split(' ') as [string, string];
  const level = choices.get('level') as Level;
  let bytes = 0;
  const count = (released: Released): void => {
    bytes += released.bytes.length;
    output('released').textContent = String(bytes);
  };
  output('released').textContent = '0';
  consent = new PageConsent();
  if (recipient === 'self') {
    const keep = (released: Released): void => {
      count(released);
      pieces.push(released);
    };
    return openSession({ purpose, recipient, consent: { level }, sink: keep, store, whenFull: 'wait' });
  }
  const notice = output('notice').textContent ?? '';
  await consent.give({ purpose, recipient }, level, { notice, isAdult: choices.has('isAdult') });
  const send = async (released: Released): Promise<void> => {
    const response = await fetch(`telemetry/${released.format}`, { method: 'POST', body: released.bytes });
    if (!response.ok) throw new Error('The server does not take it.');
    count(released);
  };
  return openSession({ purpose, recipient, consent: consent.ledger, sink: send, store });
}

function offerFile(pieces: readonly Released[], format: LinkFormat): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(pieces.map(({ bytes }) => bytes)));
  link.download = `released.${format}`;
  link.textContent = 'Save what was released';
  output('files').append(link);
}

function setConnected(isConnected: boolean): void {
  button('connect').disabled = isConnected;
  button('withdraw').disabled = !isConnected || !consent.isGiven;
  button('disconnect').disabled = !isConnected;
}

/** Errors say what is wrong and what the user can do, and never what was to be released. */
function wordsOf(error: unknown): string {
  if (error instanceof FlightveilError && error.advice !== undefined) return `${error.message}: ${error.advice}`;
  return error instanceof Error ? error.message : 'failed';
}

function show(state: string): void {
  output('state').textContent = state;
}
