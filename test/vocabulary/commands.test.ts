import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isDataCategory } from '../../src/model/category.ts';
import { roles } from '../../src/model/schema.ts';
import { commands } from '../../src/vocabulary/commands.ts';

const all = [...commands().values()];

/** The rows of the table as they stand, without the parser under test. */
const rows = readFileSync(new URL('../../src/vocabulary/commands.txt', import.meta.url), 'utf8')
  .split('\n')
  .map((row) => row.replace(/#.*/, '').trim().split(/\s+/))
  .filter(([first]) => first !== '');

describe('the table of commands', () => {
  test('has 224 commands with seven parameters each', () => {
    expect(commands().size).toBe(224);
    for (const { params } of all) expect(params).toHaveLength(7);
  });

  test('says everything once: no id and no name twice', () => {
    expect(rows).toHaveLength(224);
    expect(new Set(rows.map(([id]) => id)).size).toBe(224);
    expect(new Set(rows.map(([, name]) => name)).size).toBe(224);
  });

  test('ids are those of 16 bits, and a command is found by its own', () => {
    for (const [id, command] of commands()) {
      expect(command.id).toBe(id);
      expect(Number.isInteger(id) && id >= 0 && id < 65_536).toBe(true);
    }
  });

  test('every cell has a category, and a role that exists', () => {
    for (const rule of all.flatMap(({ params }) => params)) {
      if (rule === null) continue;
      expect(isDataCategory(rule.category)).toBe(true);
      if (rule.role !== undefined) expect(roles).toContain(rule.role);
      if (rule.category === 'absoluteTime') expect(rule.clock).toBeDefined();
    }
  });

  test('a command that nobody has classified is not there', () => {
    for (const id of [0, 1, 15, 65_535]) expect(commands().has(id)).toBe(false);
  });
});

describe('what a parameter can reveal', () => {
  const command = (name: string) => all.find((candidate) => candidate.name === name)!;

  test('a waypoint holds a place, a landing holds home, an attitude no place', () => {
    const place = ['missionPosition', 'missionPosition', 'altitude'];
    expect(
      command('NAV_WAYPOINT')
        .params.slice(4)
        .map((rule) => rule?.category),
    ).toEqual(place);
    expect(command('NAV_LAND').params[4]).toEqual({ category: 'homePosition', role: 'latitude' });
    expect(command('DO_SET_HOME').params.slice(4, 6)).toEqual([
      { category: 'homePosition', role: 'latitude' },
      { category: 'homePosition', role: 'longitude' },
    ]);
    expect(command('NAV_RETURN_TO_LAUNCH').params).toEqual(new Array(7).fill(null));
  });

  test('latitude and longitude come in pairs, and only as places', () => {
    for (const { name, params } of all) {
      const categories = (role: string) => params.filter((rule) => rule?.role === role).map((rule) => rule!.category);
      expect(categories('latitude'), name).toEqual(categories('longitude'));
      for (const category of categories('latitude')) expect(category, name).toMatch(/Position$/);
    }
  });
});
