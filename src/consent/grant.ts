import type { Disclosure } from '../model/disclosure.ts';

/** Which flights a grant or a restriction is about. What is not named is not limited; of several, all must hold. */
export interface Scope {
  /** Names of flights, keyed: any of them. */
  readonly flights?: readonly string[];
  /** Names of aircraft, keyed: any of them. */
  readonly aircraft?: readonly string[];
  /** Polygons and multi-polygons of GeoJSON (RFC 7946): all of the flight lies in their union. */
  readonly areas?: readonly AreaGeometry[];
  /** Unix seconds: the whole flight lies between them. */
  readonly flownFromS?: number;
  readonly flownUntilS?: number;
}

/** Longitude and latitude in degrees. */
export type AreaPosition = readonly [longitudeDeg: number, latitudeDeg: number];
export type AreaGeometry =
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly AreaPosition[])[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly AreaPosition[])[])[] };

/** What one person allowed one recipient to learn for one purpose. */
export interface Grant {
  /** 16 lower-case hex digits, drawn. */
  readonly id: string;
  /** Whose grant it is: a name that the device keeps. */
  readonly subject: string;
  readonly purpose: string;
  readonly recipient: string;
  /** At most so much, in every dimension. */
  readonly ceiling: Disclosure;
  readonly scope: Scope;
  /** SHA-256 of the notice that was shown, lower-case hex. */
  readonly noticeSha256: string;
  /** Unix seconds. */
  readonly validFromS: number;
  /** First second at which it holds no longer; undefined: until it is withdrawn. */
  readonly validUntilS?: number;
}

/** A grant with what the ledger says about it besides. */
export interface StandingGrant {
  readonly grant: Grant;
  /** The notice is the last of its name, or the last one was confirmed for this grant. */
  readonly isNoticeCurrent: boolean;
  /** A guardian has countersigned it. */
  readonly isCountersigned: boolean;
}

/** A refusal, an objection, a restriction: what somebody does not want. Undefined means any. */
export interface Bar {
  readonly id: string;
  readonly kind: 'refusal' | 'objection' | 'restriction' | 'opt-out';
  readonly subject: string;
  readonly purpose?: string;
  readonly recipient?: string;
  readonly scope?: Scope;
}

/** `adult` must be said; what is not known is treated as the youngest. */
export type AgeBand = 'under-13' | '13-15' | '16-17' | 'adult';

/** What a ledger says at one instant. Pure data: the policy draws the conclusions. */
export interface ConsentState {
  /** Not withdrawn, in the order in which they were given; also those that are not valid yet or any more. */
  readonly grants: readonly StandingGrant[];
  /** In force. A refusal ends when the same is granted later; the others when they are lifted. */
  readonly bars: readonly Bar[];
  /** As last declared; undefined: nothing was. */
  readonly subject: { readonly name: string; readonly ageBand?: AgeBand; readonly residence?: string } | undefined;
  /** The latest instant that the ledger has seen, in Unix seconds: time never runs back behind it. */
  readonly latestS: number;
}

/** An empty ledger's. */
export const noConsent: ConsentState = { grants: [], bars: [], subject: undefined, latestS: 0 };
