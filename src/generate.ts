/** Writes every generated file of the tree (`npm run generate`). Not part of the package. */
import { writeFileSync } from 'node:fs';
import { generate as generateMavlink } from './formats/mavlink/gen/generate.ts';
import { generate as generateVocabulary } from './vocabulary/gen/generate.ts';
import { generate as generateWire } from './wire/gen/generate.ts';

for (const [folder, files] of [
  ['./formats/mavlink/gen/', generateMavlink()],
  ['./vocabulary/gen/', generateVocabulary()],
  ['./wire/gen/', generateWire()],
] as const) {
  for (const [name, text] of Object.entries(files)) writeFileSync(new URL(folder + name, import.meta.url), text);
}
