import { Link } from '@tanstack/react-router';
import { texts } from '../texts/en-gb.js';
import { Page } from '../ui/page.js';

export function NotFound() {
  return (
    <Page title={texts.notFound.title} lead={texts.notFound.lead} width="narrow">
      <Link to="/" className="button primary">
        {texts.nav.games}
      </Link>
    </Page>
  );
}
