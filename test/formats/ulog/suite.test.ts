import { ulogCatalog } from '../../../src/formats/ulog/catalog.ts';
import { ulogFormat } from '../../../src/formats/ulog/index.ts';
import { parseKey } from '../../../src/formats/ulog/keys.ts';
import { MAX_SCHEMAS } from '../../../src/formats/ulog/records.ts';
import { dropoutParts, infoParts, parameterParts, textParts } from '../../../src/formats/ulog/values.ts';
import type { Schema } from '../../../src/model/schema.ts';
import { readValue } from '../../../src/model/values.ts';
import { commands } from '../../../src/vocabulary/commands.ts';
import { parameterClass } from '../../../src/vocabulary/parameters.ts';
import { formatSuite } from '../../suite/format-suite.ts';
import { type Fill, level, levelWith, type SecretKind } from '../../suite/subject.ts';
import { ulogFlight } from './flight.ts';
import { damaged, hostileLogs, manyTopics, nestedLogs, oldLog, overlongLogs, plants, smallLog } from './logs.ts';
import { topicTexts } from './topics.ts';
import { latin, UlogWriter } from './writer.ts';

formatSuite({
  name: 'ULog',
  format: ulogFormat(),
  makeLog: ulogFlight,
  secrets: secretKinds(),
  smallLog: smallLog(),
  samples: [
    { name: 'the first version, without flags', log: oldLog() },
    { name: 'damage', log: damaged(oldLog()) },
  ],
  filledLog: everyTopic,
  plants: plants(),
  nested: nestedLogs(),
  overlong: overlongLogs(),
  hostile: hostileLogs(),
  manySchemas: { log: manyTopics, most: MAX_SCHEMAS },
  isClassified,
});

function secretKinds(): SecretKind[] {
  const engineering = level('engineering');
  const full = level('full');
  const shownAtFull = ['place', 'height', 'home', 'date', 'boot', 'sky', 'field', 'mission', 'text', 'templated'];
  return [
    ...[...shownAtFull, 'setting'].map((name) => ({ name, hiddenBy: [engineering], shownBy: full })),
    { name: 'serial', hiddenBy: [levelWith('engineering', { device: 'none' })], shownBy: engineering },
    ...['payload', 'traffic', 'password', 'unknown'].map((name) => ({ name, hiddenBy: [engineering, full] })),
  ];
}

/** Every topic that PX4 can log, and every other record. */
function everyTopic(fill: Fill): Uint8Array {
  const writer = new UlogWriter().header().flags();
  writer.define(...topicTexts.keys());
  for (const type of ['I', 'M']) {
    for (const name of ulogCatalog()
      .get(type === 'I' ? '(info)' : '(multi info)')!
      .keys())
      writeInfo(writer, type, name, fill);
  }
  for (const topic of topicTexts.keys()) writer.subscribe(topic);
  for (const topic of topicTexts.keys()) writer.body(topic, fill(topic, writer.fieldsOf(topic), 1));
  for (let round = 0; round < 3; round++) {
    for (const type of ['P', 'Q'])
      for (const value of ['float', 'int32_t']) writeParameter(writer, type, value, fill, round);
    for (const type of ['L', 'C']) {
      const { message, fields } = textParts(ulogCatalog(), type.charCodeAt(0));
      writer.record(type, fill(message, fields!, round));
    }
    writer.record('O', fill('(dropout)', dropoutParts(ulogCatalog()).fields!, round));
  }
  return writer.sync().bytes();
}

const numbers: Readonly<Record<string, string>> = {
  time_ref_utc: 'int32_t',
  boot_time_utc_us: 'uint64_t',
  ver_sw_release: 'uint32_t',
  sys_os_ver_release: 'uint32_t',
  ver_vendor_sw_release: 'uint32_t',
  ver_data_format: 'uint32_t',
  metadata_events: 'uint8_t[40]',
};

function writeInfo(writer: UlogWriter, type: string, name: string, fill: Fill): void {
  const text = latin(`${numbers[name] ?? 'char[24]'} ${name}`);
  const key = parseKey(text, 0, text.length)!;
  const { message, fields } = infoParts(ulogCatalog(), type.charCodeAt(0), key);
  const body = fill(message, fields!, 1);
  if (key.type !== 'char') writer.keyed(type, `${numbers[name]} ${name}`, body);
  else for (const length of [24, 1024]) writer.keyed(type, `char[${length}] ${name}`, body.subarray(0, length));
}

function writeParameter(writer: UlogWriter, type: string, value: string, fill: Fill, round: number): void {
  const text = latin(`${value} ABCDEFGHIJKL`);
  const key = parseKey(text, 0, text.length)!;
  const { message, fields } = parameterParts(ulogCatalog(), type.charCodeAt(0), key, text.length);
  const body = fill(message, fields!, round);
  const start = body.length - 4 - text.length;
  body[start - 1] = text.length;
  body.set(text.subarray(0, key.nameAt), start);
  // A name fills its key.
  for (let at = start + key.nameAt; at < body.length - 4; at++)
    if (body[at] === 0) body.fill(0x61, at, body.length - 4);
  writer.record(type, body);
}

/** Whether the vocabularies have the command or the parameter of this record. */
function isClassified(schema: Schema, body: Uint8Array): boolean {
  return schema.fields.every(({ rules, offset, type, length }) => {
    if (rules[0]?.role === 'command') return commands().has(Number(readValue(body, offset, type)));
    if (rules[0]?.role !== 'parameterName') return true;
    const found = parameterClass(Buffer.from(body.subarray(offset, offset + length)).toString('latin1'));
    return found === 'safe' || found === 'parameter' || found === 'magnetic';
  });
}
