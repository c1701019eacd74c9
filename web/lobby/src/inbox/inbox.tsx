import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Players } from '../account/sign-in.js';
import { answerOf, api, type Schemas } from '../api/client.js';
import { reads } from '../api/reads.js';
import { texts } from '../texts/en-gb.js';
import { instant } from '../texts/formats.js';
import { Loaded } from '../ui/notice.js';
import { Older, rowsOf } from '../ui/older.js';
import { Page } from '../ui/page.js';

const t = texts.inbox;

export function InboxPage() {
  return (
    <Players>
      <Page title={t.title} lead={t.lead}>
        <Letters />
      </Page>
    </Players>
  );
}

function Letters() {
  const messages = useInfiniteQuery(reads.messages);
  return (
    <>
      <Loaded of={messages}>
        {(data) => {
          const rows = rowsOf(data);
          if (rows.length === 0) return <p>{t.none}</p>;
          return (
            <ul className="letters">
              {rows.map((message) => (
                <li key={message.messageId}>
                  <Letter message={message} />
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
      <Older of={messages} />
    </>
  );
}

/** One message: opening it is reading it. */
function Letter({ message }: { message: Schemas['PlayerMessage'] }) {
  const { messageId: id, title, text, createdAt, readAt, purpose } = message;
  const queryClient = useQueryClient();
  const read = useMutation({
    mutationFn: () => answerOf(api.POST('/v1/messages/{id}/read', { params: { path: { id } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['messages'] }),
  });
  return (
    <details
      className="card letter"
      onToggle={(event) => {
        if (event.currentTarget.open && readAt === undefined && !read.isPending) read.mutate();
      }}
    >
      <summary>
        <span>
          {title} {readAt === undefined && <em className="badge">{t.fresh}</em>}
          {purpose === 'marketing' && <em className="badge quiet">{t.marketing}</em>}
        </span>
        <span className="small">{instant(createdAt)}</span>
      </summary>
      {text.split(/\n\n+/).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </details>
  );
}
