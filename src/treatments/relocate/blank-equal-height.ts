import { NumberType, readNumber, writeNumber } from '../../bytes/numbers.ts';
import type { Edit } from '../../model/edit.ts';
import { byteSizes, type Field } from '../../model/schema.ts';

/**
 * Hides a height over home that is the very height above the sea beside it: senders without a home put that there, and as it stood it would tell by how much
 * the other is moved. Must run before that one is moved.
 *
 * @param unknown undefined: the field has none, and its frame is withheld
 */
export function blankEqualHeight(overHome: Field, overSea: Field, unknown: number | undefined): Edit {
  const homeType = NumberType[overHome.type as keyof typeof NumberType];
  const seaType = NumberType[overSea.type as keyof typeof NumberType];
  return {
    reach: Math.max(overHome.offset + byteSizes[overHome.type], overSea.offset + byteSizes[overSea.type]),
    apply(bytes, body) {
      const value = readNumber(bytes, body + overHome.offset, homeType);
      if (value === 0 || value !== readNumber(bytes, body + overSea.offset, seaType)) return true;
      if (unknown === undefined) return false;
      writeNumber(bytes, body + overHome.offset, homeType, unknown);
      return true;
    },
  };
}
