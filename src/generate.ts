/** Writes every generated file of the tree (`npm run generate`). Not part of the package. */
import { readFileSync, writeFileSync } from 'node:fs';
import { generate as generateSync } from './daemon/config/gen/generate.ts';
import { generate as generateCsv } from './formats/csv/gen/generate.ts';
import { generate as generateDataflash } from './formats/dataflash/gen/generate.ts';
import { generate as generateDji } from './formats/dji/gen/generate.ts';
import { generate as generateMavlink } from './formats/mavlink/gen/generate.ts';
import { generate as generateNmea } from './formats/nmea/gen/generate.ts';
import { generate as generateRecord } from './formats/record/gen/generate.ts';
import { generate as generateSrt } from './formats/srt/gen/generate.ts';
import { generate as generateUlog } from './formats/ulog/gen/generate.ts';
import { generate as generatePolicy } from './policy/gen/generate.ts';
import { matrixMarkdown } from './policy/matrix.ts';
import { generate as generateVocabulary } from './vocabulary/gen/generate.ts';
import { generate as generateWire } from './wire/gen/generate.ts';

for (const [folder, files] of [
  ['./formats/csv/gen/', generateCsv()],
  ['./formats/dataflash/gen/', generateDataflash()],
  ['./formats/dji/gen/', generateDji()],
  ['./formats/mavlink/gen/', generateMavlink()],
  ['./formats/record/gen/', generateRecord()],
  ['./formats/nmea/gen/', generateNmea()],
  ['./formats/srt/gen/', generateSrt()],
  ['./formats/ulog/gen/', generateUlog()],
  ['./daemon/config/gen/', generateSync()],
  ['./policy/gen/', generatePolicy()],
  ['./vocabulary/gen/', generateVocabulary()],
  ['./wire/gen/', generateWire()],
] as const) {
  for (const [name, text] of Object.entries(files)) writeFileSync(new URL(folder + name, import.meta.url), text);
}

const readme = new URL('../README.md', import.meta.url);
const place = /(<!-- matrix -->\n)[\s\S]*(<!-- \/matrix -->)/;
const text = readFileSync(readme, 'utf8');
if (!place.test(text)) throw new Error('README.md has no place for the matrix');
writeFileSync(
  readme,
  text.replace(place, (_all, start: string, end: string) => `${start}\n${matrixMarkdown()}\n${end}`),
);
