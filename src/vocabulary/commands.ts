import { parseRule } from '../model/catalog-table.ts';
import { type DataCategory, isDataCategory } from '../model/category.ts';
import { FlightveilError } from '../model/errors.ts';
import type { FieldRule } from '../model/schema.ts';
import { commandsText } from './gen/commands.ts';

/** A command of MAV_CMD: what each of its seven parameters can reveal; null for one that has no meaning. */
export interface Command {
  readonly id: number;
  readonly name: string;
  readonly params: readonly (FieldRule | null)[];
}

const PARAMS = 7;

function parseCommands(text: string): Map<number, Command> {
  const commands = new Map<number, Command>();
  for (const [index, raw] of text.split('\n').entries()) {
    const row = raw.replace(/#.*/, '').trim();
    if (row === '') continue;
    const [id, name, ...cells] = row.split(/\s+/);
    const fail = (what: string): never => {
      throw new FlightveilError('catalog-invalid', `commands, row ${index + 1}: ${what}`, {
        facts: { row: index + 1 },
      });
    };
    if (name === undefined || cells.length !== PARAMS) return fail('a command has a name and seven parameters');
    commands.set(Number(id), { id: Number(id), name, params: cells.map((cell) => parseCell(cell, fail)) });
  }
  return commands;
}

/** A cell is `-`, `category` or `category/role`; for times `absoluteTime/clock`. */
function parseCell(cell: string, fail: (what: string) => never): FieldRule | null {
  if (cell === '-') return null;
  const [category, detail] = cell.split('/') as [DataCategory, string | undefined];
  if (!isDataCategory(category)) return fail(`no category is called ${category}`);
  const key = category === 'absoluteTime' ? 'clock' : 'role';
  return parseRule(category, detail === undefined ? [] : [`${key}=${detail}`], '', fail);
}

let known: Map<number, Command> | undefined;

/** All commands by id. A command that is not here is withheld. */
export function commands(): ReadonlyMap<number, Command> {
  known ??= parseCommands(commandsText);
  return known;
}
