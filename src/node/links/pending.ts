/** Something that others wait for: room, or an end. */
export class Pending {
  #waiting: { readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];

  get isAwaited(): boolean {
    return this.#waiting.length > 0;
  }

  wait(): Promise<void> {
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  resolve(): void {
    for (const { resolve } of this.#take()) resolve();
  }

  reject(error: Error): void {
    for (const { reject } of this.#take()) reject(error);
  }

  #take() {
    const waiting = this.#waiting;
    this.#waiting = [];
    return waiting;
  }
}
