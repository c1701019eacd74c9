import { Link } from '@tanstack/react-router';
import type { Schemas } from '../api/client.js';
import { texts } from '../texts/en-gb.js';
import { day } from '../texts/formats.js';
import { Button } from '../ui/button.js';
import { Notice, ProblemNotice } from '../ui/notice.js';
import { useReview } from './use-review.js';

const t = texts.safer.review;

interface ReviewNoticeProps {
  limits: Schemas['PlayerLimits'];
  /** Where the limits themselves are not on show. */
  elsewhere?: boolean;
}

/** Every six months: do the limits still suit? Nothing waits for the answer. */
export function ReviewNotice({
  limits: { reviewOverdue, reviewDueAt },
  elsewhere = false,
}: ReviewNoticeProps) {
  const review = useReview();
  if (reviewOverdue !== true) {
    if (!review.isSuccess || reviewDueAt === undefined) return null;
    return <Notice tone="good">{t.kept(day(reviewDueAt))}</Notice>;
  }
  return (
    <Notice>
      <p>{t.lead}</p>
      <ProblemNotice error={review.error} />
      <div className="suggestions">
        {elsewhere && (
          <Link to="/safer-play" hash="limits" className="button quiet">
            {t.look}
          </Link>
        )}
        <Button kind="quiet" busy={review.isPending} onClick={() => review.mutate()}>
          {t.keep}
        </Button>
      </div>
    </Notice>
  );
}
