import { Command } from 'commander';
import { dimensionOf } from '../model/category.ts';
import { FlightveilError } from '../model/errors.ts';
import type { CatalogRow } from '../model/format.ts';
import { type Console, jsonDocument } from './console.ts';
import { classifyHelp, dialectHelp, type FormatOptions, formatsFor } from './format-options.ts';

interface CatalogOptions extends FormatOptions {
  readonly format?: string;
  readonly json?: boolean;
}

/** `flightveil catalog`: what Flightveil knows of every field. */
export function catalogCommand(console: Console): Command {
  return new Command('catalog')
    .description('what every field of every message can reveal')
    .option('--format <name>', 'one format only')
    .option('--dialect <file...>', dialectHelp)
    .option('--classify <file...>', classifyHelp)
    .option('--json', 'one JSON document')
    .action(async (options: CatalogOptions) => {
      const formats = await formatsFor(options);
      const families = new Map(formats.map((format) => [format.family, format]));
      const chosen = options.format === undefined ? [...families.values()] : [families.get(options.format)];
      const rows: CatalogRow[] = [];
      for (const format of chosen) {
        if (format === undefined) {
          throw new FlightveilError('usage', `no format has a catalog of that name`, {
            advice: `There are: ${[...families.keys()].join(', ')}.`,
          });
        }
        rows.push(...format.catalog());
      }
      if (options.json) {
        console.out(jsonDocument(rows.map(describe)));
        return;
      }
      for (const row of rows.map(describe)) {
        console.out(
          `${[row.format, row.message, row.field, row.category ?? 'unclassified', row.dimension ?? 'withheld'].join('\t')}\n`,
        );
      }
    });
}

/** A row without a category is of a dialect of the user's and withheld until it is classified. */
function describe({ format, message, field, rule }: CatalogRow) {
  if (rule === null) return { format, message, field, category: null, dimension: null };
  const { category, ...rest } = rule;
  return { format, message, field, category, dimension: dimensionOf(category), ...rest };
}
