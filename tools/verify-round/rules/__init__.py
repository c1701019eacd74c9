"""What each kind of game makes of its draws, by the rules of docs/fairness.md."""

from .blackjack import blackjack
from .craps import craps
from .crash import crash
from .poker import casino_war, three_card, video_poker
from .slots import slot
from .tables import baccarat, dice, keno, roulette, sic_bo

# By the member `kind` of a definition; one without is a slot.
PLAYED = {
    'slot': slot,
    'baccarat': baccarat,
    'blackjack': blackjack,
    'casino-war': casino_war,
    'craps': craps,
    'crash': crash,
    'dice': dice,
    'keno': keno,
    'roulette': roulette,
    'sic-bo': sic_bo,
    'three-card-poker': three_card,
    'video-poker': video_poker,
}
