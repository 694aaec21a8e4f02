import type { Memory } from '../../bytes/memory.ts';
import { readText } from '../../bytes/text.ts';
import type { Frame } from '../../model/format.ts';
import type { Signal, SignalSink } from '../../model/signal.ts';
import { RecordType } from './layout.ts';
import type { DjiSchema } from './records.ts';

/** What the apps say when zones where flight is limited are near; in Chinese as UTF-8, one character a byte. */
const zoneWords = [
  /\b(?:warning|restricted|authorization|altitude|enhanced warning|no[- ]?fly|prohibited|approved) (?:zone|area)s?\b/,
  /\b(?:zone|area)s? (?:is |are )?(?:restricted|prohibited)\b/,
  /\b(?:nfz|no[- ]?fly|geo ?fence|geofencing|geo zone|geo system|fly ?safe|unlocking|unlock(?:ed)?)\b/,
  /\bairport\b/,
  ...['禁飞', '限飞', '警示区', '授权区', '限高区', '解禁', '机场', '限制区'].map((words) => new RegExp(latin(words))),
];

/** What a record tells of zones. */
export function readDjiSignals(memory: Memory, frame: Frame, sink: SignalSink): void {
  const found = signalOf(memory, frame);
  if (found !== undefined) sink.signal(found);
}

function signalOf(memory: Memory, { schema }: Frame): Signal | undefined {
  const { kind, recordType, size } = schema as DjiSchema;
  if (kind !== 'record') return undefined;
  switch (recordType) {
    case RecordType.forbiddenAreas:
      return { kind: 'zone-database', evidence: 'app' };
    case RecordType.flySafeLimit:
      return { kind: 'fly-safe-limit', evidence: 'event' };
    case RecordType.unlockAction:
      return { kind: 'unlock-action', evidence: 'app' };
    case RecordType.appTip:
    case RecordType.appWarning:
    case RecordType.appSeriousWarning: {
      const text = readText(memory.bytes, 0, size);
      const plain = text.toLowerCase();
      if (!zoneWords.some((words) => words.test(plain))) return undefined;
      return {
        kind: 'zone-warning',
        evidence: 'message',
        words: new TextDecoder().decode(Uint8Array.from(text, (one) => one.charCodeAt(0))),
      };
    }
    default:
      return undefined;
  }
}

function latin(words: string): string {
  return Array.from(new TextEncoder().encode(words), (byte) => `\\x${byte.toString(16)}`).join('');
}
