/** Games that studios run on their own servers. */
export const studioTexts = {
  title: 'From other studios',
  lead: 'Played on the studio’s own pages, with your balance here.',
  by: (studio: string) => `By ${studio}`,
  away: 'Opens the studio’s page. Your limits hold there, too.',
  free: (left: number) => (left === 1 ? 'One free round left' : `${left} free rounds left`),
  play1: 'Play',
  play: (name: string) => `Play ${name}`,
};
