import { Document, isMap, isScalar, isSeq, type YAMLMap } from 'yaml';
import type * as z from 'zod';
import { type ConfigFile, configFileSchema } from './config-schema.ts';

/** What `sync init` has asked for, as it is written; defaults may be left out. */
export type Answers = Omit<ConfigFile, 'version' | '$schema'>;

const HEAD = ` What flightveil sync watches, and what it sends where.
 Nothing leaves without consent (flightveil consent grant), and never more than the policy allows.
 flightveil sync --once --dry-run shows what would leave.`;

/** The text of a flightveil.yaml with a comment on each key, in the order of the schema. Loading it gives the answers again. */
export function writeConfig(answers: Answers): string {
  const written = inOrder({ version: 1, ...answers }, configFileSchema.shape);
  const document = new Document(written, { version: '1.2', schema: 'core', aliasDuplicateObjects: false });
  document.commentBefore = HEAD;
  const root = document.contents;
  if (isMap(root)) {
    comment(root as YAMLMap, configFileSchema.shape, true);
    for (const [key, schema] of [
      ['sources', configFileSchema.shape.sources.element],
      ['uploads', configFileSchema.shape.uploads.element],
    ] as const) {
      const list = root.get(key);
      const first = isSeq(list) ? list.items[0] : undefined;
      // Once is enough: the entries are alike.
      if (isMap(first)) comment(first as YAMLMap, schema.shape, false);
    }
  }
  return document.toString({ lineWidth: 0 });
}

type Shape = Readonly<Record<string, z.ZodType>>;

function inOrder(values: Readonly<Record<string, unknown>>, shape: Shape): Record<string, unknown> {
  const keys = Object.keys(shape).filter((key) => values[key] !== undefined);
  return Object.fromEntries(keys.map((key) => [key, values[key]]));
}

/** Puts the description of the schema above each key. */
function comment(map: YAMLMap, shape: Shape, withSpace: boolean): void {
  for (const [index, { key }] of map.items.entries()) {
    if (!isScalar(key)) continue;
    const description = shape[String(key.value)]?.meta()?.description;
    if (description !== undefined) key.commentBefore = ` ${description}`;
    if (withSpace && index > 0) key.spaceBefore = true;
  }
}
