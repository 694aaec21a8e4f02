import type { ZoneFinding } from './zone.ts';

/** What reading a file of zones met so far; one finding for each kind and zone. */
export class Findings {
  readonly list: ZoneFinding[] = [];
  readonly #seen = new Set<string>();

  /** For one zone, by its identifier or number; without it, for the whole file. */
  of(zone?: string): Notes {
    return new Notes(this, zone);
  }

  add(severity: ZoneFinding['severity'], code: string, message: string, zone?: string): void {
    const key = `${code} ${zone ?? ''}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.list.push(zone === undefined ? { severity, code, message } : { severity, code, message, zone });
  }
}

/** Takes down what is found in one zone. Each answers undefined: what could not be read. */
export class Notes {
  readonly #findings: Findings;
  readonly zone: string | undefined;

  constructor(findings: Findings, zone: string | undefined) {
    this.#findings = findings;
    this.zone = zone;
  }

  refused(code: string, message: string): undefined {
    this.#findings.add('refused', code, message, this.zone);
  }

  tolerated(code: string, message: string): undefined {
    this.#findings.add('tolerated', code, message, this.zone);
  }

  warned(code: string, message: string): undefined {
    this.#findings.add('warned', code, message, this.zone);
  }
}
