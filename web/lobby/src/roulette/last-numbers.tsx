import { texts } from '../texts/en-gb.js';
import { colourOf } from './layout.js';

const t = texts.roulette;

/** What came before: of interest, and of no meaning for what comes. */
export function LastNumbers({ numbers }: { numbers: readonly number[] }) {
  if (numbers.length === 0) return null;
  return (
    <ol className="last-numbers" aria-label={t.last}>
      {numbers.map((pocket, index) => (
        <li key={numbers.length - index} className={colourOf(pocket)}>
          {pocket}
        </li>
      ))}
    </ol>
  );
}
