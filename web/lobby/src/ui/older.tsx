import { texts } from '../texts/en-gb.js';
import { Button } from './button.js';

interface Paged {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** The way to older rows, while there are any. */
export function Older({ of }: { of: Paged }) {
  if (!of.hasNextPage) return null;
  return (
    <Button kind="quiet" busy={of.isFetchingNextPage} onClick={() => void of.fetchNextPage()}>
      {texts.common.older}
    </Button>
  );
}

/** The rows of all pages that were read. */
export function rowsOf<Row>(data: { pages: { data: Row[] }[] }): Row[] {
  return data.pages.flatMap((page) => page.data);
}
