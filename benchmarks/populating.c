/* The walk of simulator/populations/sampling/walk.py over the same tables, as somebody writes it in C. */
#include <stdint.h>

typedef int64_t whole;
typedef uint64_t bits;

enum { DELAY, LONGEST, REPLIES, FROM_START, KEY_FIRST, DIGIT_FIRST, KINDS, STREAMS, CHOICES };
enum { K_UNTIL, K_START, K_ONCE, K_LEAVE, K_PATIENCE, KIND = 8 };
enum { S_TYPE, S_PLACE, S_FIRST, S_LAST, S_STREAM, S_PROMPT, S_DIGIT, S_OVERALL, S_HIGH, S_REACTION, S_GAP, S_CAP, S_TRAP };
enum { STEP, INBOUND, ENTRY, DIAL };
enum { C_UNTIL, C_WHAT, C_BEGIN, C_CODES, C_ENDS, C_TALK, C_TALKS, CHOICE = 8 };
enum { DOWN, UP, GREETED, TALKED };
enum { M_AFTER, M_DEST, M_ASKS, M_BACK, M_GOAL, M_SOON };
enum { FIRST_GONE, FIRST_MOVED, FIRST_MET };
enum { IGNORED, COUNTED, CLOSING };
enum { GONE, NOT_REACHED, TOO_LONG, TOO_MANY, TRAPPED, UNKNOWN };

#define GOLDEN 0x9E3779B97F4A7C15ULL
#define NEVER ((whole)1 << 60)

typedef struct {
    whole at, leave, here, end, who, place, ring, talk, retries, entries, person, goal, asked;
} Caller;

static inline bits mixed(bits x)
{
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31);
}

static inline bits drawn(bits base, whole number) { return mixed(base + (bits)(number + 1) * GOLDEN); }

static inline whole value(const whole *t, whole law, bits low)
{
    const whole *part = t + law + ((low & 0xFFFFFFFF) >> 20);
    return part[0] + (((part[1] - part[0]) * (whole)(low & 0xFFFFF) + 0x80000) >> 20);
}

static inline int arrives(const whole *t, Caller *c, whole to)
{
    whole gone = c->leave, longest = t[LONGEST];
    if (gone < to && gone <= longest) { c->at = gone; c->end = GONE; return 0; }
    if (to > longest) { c->at = longest; c->end = t[c->here + S_TRAP] ? TRAPPED : TOO_LONG; return 0; }
    if (gone == to) c->leave = to + 1;
    c->at = to;
    return 1;
}

static inline void moved(const whole *t, Caller *c, whole at)
{
    const whole *move = t + at;
    if (at < 0) { c->end = UNKNOWN; return; }
    whole since = c->at, to = c->at + move[M_AFTER];
    if (move[M_ASKS]) {
        if (c->asked >= t[REPLIES]) {
            if (arrives(t, c, to - move[M_BACK])) c->end = t[c->here + S_TRAP] ? TRAPPED : TOO_MANY;
            return;
        }
        c->asked++;
    }
    int here = arrives(t, c, to);
    if (move[M_GOAL] >= 0 && since + move[M_GOAL] <= c->at) c->goal = 1;
    if (!here) return;
    if (move[M_DEST] < 0) c->end = -1 - move[M_DEST];
    else c->here = move[M_DEST];
}

static inline void answered(const whole *t, bits key, Caller *c, whole move)
{
    bits base = mixed(key ^ (bits)t[t[STREAMS]]), draw = drawn(base, 1);
    if (t[c->who + K_LEAVE] >= 0) c->leave = c->at + value(t, t[c->who + K_LEAVE], draw);
    if (t[c->who + K_PATIENCE] >= 0) {
        whole patience = c->at + value(t, t[c->who + K_PATIENCE], drawn(base, 2));
        if (patience < c->leave) c->leave = patience;
    }
    if ((whole)(draw >> 32) < t[c->who + K_ONCE]) c->leave = c->at;
    if (c->leave != c->at) return;
    if (t[move + M_SOON] == FIRST_MOVED) { c->leave++; return; }
    if (t[move + M_SOON] == FIRST_MET) {
        c->here = t[move + M_DEST];
        c->place = t[c->here + S_PLACE];
        c->entries++;
    }
    c->end = GONE;
}

static inline whole first_timer(const whole *t, const whole *state, whole since, whole until, whole *which)
{
    whole digit = since + state[S_DIGIT];
    if (state[S_DIGIT] && (digit < until || (digit == until && t[DIGIT_FIRST]))) { *which = 0; return digit; }
    *which = 1;
    return until;
}

static inline whole pressed(const whole *t, bits base, whole at, const whole *state, const whole *choice, whole *slot)
{
    whole prompt = state[S_PROMPT], overall = state[S_OVERALL], keys = choice[C_WHAT], count = 0, which;
    whole since = prompt, until = t[FROM_START] ? overall : prompt + overall;
    for (whole number = 0; number < keys; number++) {
        if (number) at += value(t, state[S_GAP], drawn(base, number));
        whole ends = first_timer(t, state, since, until, &which);
        if (at > ends || (at == ends && !t[KEY_FIRST])) break;
        whole code = t[choice[C_CODES] + number];
        if (!code) continue;
        if (at < prompt && !count && !t[FROM_START]) until = at + overall;
        since = at;
        count += code != CLOSING;
        if (code == CLOSING || count == state[S_HIGH]) { *slot = 2 * keys + 2; return at; }
    }
    whole ends = first_timer(t, state, since, until, &which);
    *slot = 2 * count + which;
    return ends;
}

static inline void entered(const whole *t, bits base, bits low, Caller *c, const whole *choice)
{
    const whole *state = t + c->here;
    whole since = c->at, reaction = value(t, state[S_REACTION], low), slot;
    if (choice[C_WHAT] < 0) {
        whole last = state[S_PROMPT] + (reaction < state[S_CAP] ? reaction : state[S_CAP]);
        if (last < 0) last = 0;
        if (arrives(t, c, since + (whole)(((drawn(base, 1) >> 32) * (bits)(last + 1)) >> 32))) c->end = GONE;
        c->entries += c->end == GONE;
        return;
    }
    whole ends = pressed(t, base, choice[C_BEGIN] + reaction, state, choice, &slot);
    int here = arrives(t, c, since + ends);
    c->entries += here || c->end == GONE;
    if (!here) return;
    const whole *end = t + choice[C_ENDS] + 2 * slot;
    c->retries += end[1];
    moved(t, c, end[0]);
}

static inline void dialled(const whole *t, bits key, bits low, Caller *c, const whole *choice)
{
    whole since = c->at;
    int here = arrives(t, c, since + choice[C_BEGIN]);
    c->ring += c->at - since;
    if (here && choice[C_WHAT] == UP) answered(t, key, c, choice[C_ENDS]);
    else if (here && choice[C_WHAT] >= GREETED) {
        if (choice[C_WHAT] == TALKED) c->person = 1;
        whole talk = choice[C_TALK] < 0 ? choice[C_TALKS] : value(t, choice[C_TALK], low);
        since = c->at;
        c->leave += talk;
        arrives(t, c, since + talk);
        c->talk += c->at - since;
    }
    if (c->end < 0) moved(t, c, choice[C_ENDS]);
}

static inline void visited(const whole *t, bits key, whole *visits, Caller *c)
{
    const whole *state = t + c->here;
    c->place = state[S_PLACE];
    if (state[S_TYPE] == STEP) { moved(t, c, state[S_FIRST]); return; }
    if (state[S_TYPE] == INBOUND) {
        answered(t, key, c, state[S_FIRST]);
        if (c->end < 0) moved(t, c, state[S_FIRST]);
        return;
    }
    bits base = mixed(key ^ (bits)t[t[STREAMS] + state[S_STREAM]]) + (bits)visits[state[S_STREAM]]++ * 64 * GOLDEN;
    bits draw = drawn(base, 0);
    const whole *choice = t + state[S_FIRST];
    whole count = (state[S_LAST] - state[S_FIRST]) / CHOICE;
    while (count > 1) {
        whole half = count / 2;
        if (choice[(half - 1) * CHOICE + C_UNTIL] <= (whole)(draw >> 32)) { choice += half * CHOICE; count -= half; }
        else count = half;
    }
    if (state[S_TYPE] == ENTRY) entered(t, base, draw, c, choice);
    else dialled(t, key, draw, c, choice);
}

void filled(const whole *t, bits seed, whole first, whole last, whole *visits, whole streams, whole *kept)
{
    for (whole caller = first; caller < last; caller++) {
        bits key = mixed(mixed(seed + GOLDEN) + (bits)(caller + 1) * GOLDEN);
        bits draw = drawn(mixed(key ^ (bits)t[t[STREAMS]]), 0) >> 32;
        whole kind = t[KINDS];
        while (t[kind + K_UNTIL] <= (whole)draw) kind += KIND;
        for (whole at = 0; at < streams; at++) visits[at] = 0;
        Caller c = {.leave = NEVER, .end = -1, .who = kind, .place = -1};
        if (t[kind + K_START] < 0) c.end = -1 - t[kind + K_START];
        else {
            c.here = t[kind + K_START];
            if (t[c.here + S_TYPE] != INBOUND) c.at = t[DELAY];
        }
        while (c.end < 0) visited(t, key, visits, &c);
        const whole row[] = {c.at, c.end, c.who, c.place, c.ring, c.talk, c.retries, c.entries, c.person, c.goal};
        for (int at = 0; at < 10; at++) *kept++ = row[at];
    }
}
