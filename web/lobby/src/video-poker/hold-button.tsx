import { PlayingCard } from '../cards/card.js';
import { faceOf } from '../cards/names.js';
import { texts } from '../texts/en-gb.js';

interface HoldButtonProps {
  card: string | undefined;
  place: number;
  held: boolean;
  disabled: boolean;
  toggle: (place: number) => void;
}

/** A card that can be held; its back before the deal. */
export function HoldButton({ card, place, held, disabled, toggle }: HoldButtonProps) {
  if (card === undefined) return <PlayingCard index={place} />;
  return (
    <button
      type="button"
      className={`hold ${held ? 'held' : ''}`}
      aria-pressed={held}
      aria-disabled={disabled || undefined}
      onClick={() => {
        if (!disabled) toggle(place);
      }}
    >
      <PlayingCard card={card} index={place} />
      <span className="sr-only">{faceOf(card).name}</span>
      <span className="hold-mark" aria-hidden="true">
        {held ? texts.videoPoker.held : ' '}
      </span>
    </button>
  );
}
