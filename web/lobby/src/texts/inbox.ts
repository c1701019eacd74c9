export const inboxTexts = {
  title: 'Messages',
  lead: 'What we wrote to you. The same words went to your e-mail.',
  none: 'No messages yet.',
  unread: (count: number) => (count === 1 ? '1 new message' : `${count} new messages`),
  fresh: 'new',
  marketing: 'offer',
} as const;
