import type { SinkFault } from '../../sync/sink.ts';
import type { UploadConfig } from '../../sync/sync-config.ts';
import { type Check, checksNamed } from './check.ts';
import type { Checked, DoctorContext } from './context.ts';

const SINK_MS = 15_000;

type Told = readonly [what: string, advice: string];
const LATER = 'Check the network; what is due is sent when it answers again.';
const faults: Readonly<Record<SinkFault['reason'], Told>> = {
  unreachable: ['It cannot be reached.', LATER],
  'timed-out': ['It did not answer in time.', LATER],
  'connection-lost': ['The connection was lost.', LATER],
  'server-busy': ['The server is busy.', 'Nothing to do: it is tried again later.'],
  'server-failed': ['The server reports a fault of its own.', 'Tell whoever runs it, if it lasts.'],
  'not-authorised': [
    'It does not accept these credentials.',
    'Renew the token or password that the configuration names.',
  ],
  'not-found': ['There is nothing at its address.', 'Correct the address in the configuration.'],
  'too-large': ['It takes no uploads of this size.', 'Send less, or ask whoever runs it.'],
  refused: ['It refuses uploads.', 'Ask whoever runs it.'],
  'hash-differs': ['It holds something else than what was sent.', 'Tell whoever runs it.'],
  conflict: ['Something else has the name of an upload there.', 'Choose another place.'],
  redirected: [
    'It points elsewhere, which is not followed.',
    'Put the final address into the configuration, if it is the right one.',
  ],
  'answer-invalid': ['What answers there is not what it should be.', 'Check the address and the kind of sink.'],
  insecure: [
    'Its address is not encrypted.',
    'Use https or mqtts; or allow it in the configuration, on a network of your own.',
  ],
  'no-space': ['There is no room left.', 'Make room there.'],
  'not-writable': ['It cannot be written to.', 'Make the folder, and give yourself permission to write there.'],
  'format-not-taken': ['It does not take this format.', 'Choose another sink for these logs.'],
  'upload-gone': ['It no longer has what was begun.', 'Nothing to do: it is sent anew.'],
};

/** Asks each sink whether it would take something. Nothing of any log is sent. */
export async function checkSinks(
  { openSink }: DoctorContext,
  { config }: Checked,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  return Promise.all(config.uploads.map((upload) => sinkCheck(upload, openSink, signal)));
}

async function sinkCheck(
  upload: UploadConfig,
  openSink: DoctorContext['openSink'],
  signal: AbortSignal,
): Promise<Check> {
  const named = checksNamed('sink', upload.name);
  try {
    const sink = await openSink(upload);
    try {
      const fault = await sink.check(AbortSignal.any([signal, AbortSignal.timeout(SINK_MS)]));
      if (fault === undefined) return named.ok('It can be reached and would take uploads.');
      const [what, advice] = faults[fault.reason];
      return named.failed(what, advice);
    } finally {
      await sink.close();
    }
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError'
      ? named.failed(...faults['timed-out'])
      : named.error(error);
  }
}
