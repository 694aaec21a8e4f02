import type { CatalogTable } from '../../model/catalog-table.ts';
import type { DataCategory } from '../../model/category.ts';
import type { FieldRule } from '../../model/schema.ts';

/** Whose receiver a log is of. */
export const receiverOwners = ['aircraft', 'operator'] as const;
export type ReceiverOwner = (typeof receiverOwners)[number];

const moving: ReadonlySet<DataCategory> = new Set<DataCategory>([
  ...(['aircraftPosition', 'homePosition', 'missionPosition', 'relativePosition'] as const),
  ...(['altitude', 'motion', 'heading'] as const),
]);

/** The same catalog for a receiver that the pilot carries: where it was, how high and how it moved is where the pilot was. */
export function ofOperator(catalog: CatalogTable): CatalogTable {
  return new Map(
    [...catalog].map(([message, rows]) => [
      message,
      new Map([...rows].map(([field, rules]) => [field, rules.map(ruleOfOperator)])),
    ]),
  );
}

function ruleOfOperator(rule: FieldRule): FieldRule {
  return moving.has(rule.category) ? { ...rule, category: 'operatorPosition' } : rule;
}
