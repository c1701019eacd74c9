const key = 'croupier.proof';

/** Hands a proof from the page of a round to the verifier, in this browser's tab alone. */
export const handed = {
  put(proof: unknown): void {
    sessionStorage.setItem(key, JSON.stringify(proof, null, 2));
  },

  /** Empty if none was handed over. */
  read(): string {
    return sessionStorage.getItem(key) ?? '';
  },
};
