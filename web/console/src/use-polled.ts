import { useEffect, useState } from 'react';

/** The latest answer of an address, asked again and again. `failed` while it does not answer. */
export function usePolled<Answer>(
  address: string,
  everyMs: number,
): { answer: Answer | undefined; failed: boolean } {
  const [seen, setSeen] = useState<{ address: string; answer: Answer }>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let over = false;
    let timer: number | undefined;
    const ask = async (): Promise<void> => {
      try {
        const response = await fetch(address, { signal: AbortSignal.timeout(5000) });
        if (!response.ok) throw new Error(String(response.status));
        const answer = (await response.json()) as Answer;
        if (over) return;
        setSeen({ address, answer });
        setFailed(false);
      } catch {
        if (!over) setFailed(true);
      }
      if (!over) timer = window.setTimeout(() => void ask(), everyMs);
    };
    void ask();
    return () => {
      over = true;
      window.clearTimeout(timer);
    };
  }, [address, everyMs]);
  return { answer: seen?.address === address ? seen.answer : undefined, failed };
}
