import { texts } from '../texts/en-gb.js';

/** The lamp of the house and its name. */
export function Wordmark() {
  return (
    <span className="wordmark">
      <svg viewBox="0 0 32 32" width="30" height="30" aria-hidden="true">
        <path className="lamp-glow" d="M16 15 27 29H5Z" />
        <path className="lamp" d="M6 15a10 9 0 0 1 20 0z" />
        <path className="lamp" d="M15.2 15h1.6v10h-1.6zM10 26h12v1.8H10z" />
        <path className="lamp" d="M15.4 3h1.2v3.4h-1.2z" />
      </svg>
      <span>{texts.brand}</span>
    </span>
  );
}
