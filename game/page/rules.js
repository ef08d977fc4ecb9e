// The game, from the tables that Python wrote into the page: its histories, what can be known in
// them and learned from them, and their codes. No word, chance or threshold stands here. Moves,
// policies, sights, readings and intents are numbers; a policy has that of its move.
(function () {
  "use strict";

  const CHAIRS = [0, 1];

  function scramble(x) {
    x = (x + 0x9e3779b9) >>> 0;
    x ^= x >>> 16;
    x = Math.imul(x, 0x21f0aaad);
    x ^= x >>> 15;
    x = Math.imul(x, 0x735a2d97);
    return (x ^ (x >>> 15)) >>> 0;
  }

  const luckOf = (seed, year) => scramble(scramble(seed) ^ year);   // from which all throws of a year come
  const cast = (luck, chair, channel, sides) => scramble(scramble(luck ^ chair) ^ channel) % sides;
  const toss = (seed, year, chair, channel, sides) => cast(luckOf(seed, year), chair, channel, sides);

  const within = (least, value, most) => Math.max(least, Math.min(most, value));
  const count = (list) => list.filter(Boolean).length;

  function gameOf(tables) {
    const { rules, channels, worlds, openings, minds, grid } = tables;

    // ---------------------------------------------------------------- a history

    function weighed(chair, here, sight, gaveIn, last) {  // the belief and the answer of a table
      const { mind } = chair;
      const weight = here.weights[chair.before ? mind.reckons : 0][sight];
      chair.belief = gaveIn ? grid.limit : within(-grid.limit, chair.belief + weight, grid.limit);
      chair.streak = chair.streak < 0 || !last ? 0 : chair.streak + 1;
      chair.before = last;
      const tests = mind.tests && chair.streak >= grid.locked && chair.belief < grid.sure;
      chair.reading = grid.read[chair.belief + grid.limit];
      chair.policy = Number(chair.belief >= mind.bar + here.later && !tests);
    }

    // A mind is the number of a table, a table, or answers as recorded: {readings, policies, then}.
    function seated(mind) {
      const recorded = mind.policies ? mind : null;
      const table = recorded ? mind.then : mind;
      const own = typeof table === "number" ? minds[table] : table;
      return { recorded, mind: own, belief: own ? own.prior : 0, streak: -1, before: 0, reading: 0, policy: 0 };
    }

    function answered(chair, here, year, sight, gaveIn, last) {  // false: nobody answers any more
      if (chair.mind) weighed(chair, here, sight, gaveIn, last);
      if (!chair.recorded || year >= chair.recorded.policies.length) return Boolean(chair.mind);
      chair.reading = chair.recorded.readings[year];
      chair.policy = chair.recorded.policies[year];
      return true;
    }

    // Years are kept only if they are wanted: a thousand histories are played for their ends. Lists
    // are written over every year, since to make new ones takes longer than to play.
    function play(setup, wanted = true) {
      const { seed, intents, world, opening, seat = 0, straight = [], free = false } = setup;
      const here = worlds[world];
      const put = straight.map(String);
      const chairs = [seated(setup.minds[0]), seated(setup.minds[1])];
      const [years, bent, armed] = [[], [], []];
      const [seen, sent, now, demands, pressed, paid] = [[0, 0], [0, 0], [0, 0], [false, false], [false, false], [0, 0]];
      const last = openings[opening].slice();
      const forces = [1 + last[0], 1 + last[1]];
      let [able, war] = [true, false];
      for (let year = 0; year < rules.years && !war; year++) {
        const luck = luckOf(seed, year);
        for (const chair of CHAIRS) {
          const spears = last[chair] && here.told && intents[chair] &&
            cast(luck, chair, channels.posture, rules.sides) < rules.shows;
          sent[chair] = last[chair] + Number(spears);
        }
        for (const chair of CHAIRS) {
          const left = sent[1 - chair];
          const at = cast(luck, chair, channels.sight, rules.sides);
          const edges = here.edges[left];
          seen[chair] = at < edges[0] ? 0 : at < edges[1] ? 1 : 2;
          if (put.length && put.includes(year + "," + chair)) {
            const arms = here.told ? left : Math.max(seen[chair], 1);
            seen[chair] = left ? arms : 0;
          }
          able = answered(chairs[chair], here, year, seen[chair], demands[chair], last[chair]) && able;
          now[chair] = !intents[chair] || free ? chairs[chair].policy
            : Number(cast(luck, chair, channels.press, rules.sides) < rules.presses[seen[chair]]);
        }
        if (!able) break;
        for (const chair of CHAIRS) {
          const ahead = forces[1 - chair] - forces[chair] >= here.lead;
          demands[chair] = Boolean(intents[1 - chair]) && !now[chair] && ahead &&
            cast(luck, chair, channels.demand, rules.sides) < rules.asks;
          pressed[chair] ||= demands[chair];
          paid[chair] += now[chair];
          last[chair] = now[chair];
        }
        for (const chair of CHAIRS) forces[chair] = within(0, forces[chair] + 2 * now[chair] - 1, rules.most);
        armed.push(now[0] + now[1]);
        if (wanted) {
          years.push({
            sent: sent.slice(), sights: seen.slice(), readings: chairs.map((one) => one.reading), moves: now.slice(),
            demands: demands.slice(), forces: forces.slice(), beliefs: chairs.map((one) => one.belief),
          });
          for (const chair of CHAIRS) {
            const [left, arrived] = [sent[1 - chair], seen[chair]];
            if (!left !== !arrived || (here.told && left !== arrived)) bent.push([year, chair]);
          }
        }
        war = Boolean(now[0] && now[1]) &&
          cast(luck, 0, channels.war, 100) < here.risk * Math.min(forces[0], forces[1]);
      }
      const raced = armed.slice(-rules.last).reduce((sum, one) => sum + one, 0);
      const ended = pressed.includes(true) ? tables.ending.coercion : rules.settled[raced];
      return {
        seed, minds: setup.minds, intents, world, opening, seat, straight, free, years, bent, war, paid, forces, raced, pressed,
        played: armed.length, pending: able ? null : seen, ending: war ? tables.ending.war : able ? ended : undefined,
      };
    }

    const movesOf = (history, chair) => [openings[history.opening][chair], ...history.years.map((one) => one.moves[chair])];

    // ---------------------------------------------------------------- what could be known

    function suspicion(history, chair) {           // the ideal observer, year by year
      const here = worlds[history.world];
      const own = movesOf(history, chair);
      const begin = (mind, weight) => [0, 1].map((last) => ({
        mind, weight, belief: mind < 0 ? 0 : minds[mind].prior, before: 0, last, streak: 0, forces: 1 + last,
      }));
      let others = [...begin(-1, minds.length), ...minds.flatMap((_, mind) => begin(mind, 1))];
      let force = 1 + own[0];
      return history.years.map(function (year, number) {
        const after = new Map();
        let [offensive, all] = [0, 0];
        for (const other of others) {
          const weight = other.weight * here.looks[Number(other.mind < 0)][other.last][year.sights[chair]];
          all += weight;
          if (other.mind < 0) offensive += weight;
          const ahead = other.mind < 0 && other.forces - force >= here.lead && !year.moves[chair];
          const asks = ahead ? rules.asks / rules.sides : 0;
          const met = weight * (year.demands[chair] ? asks : 1 - asks);
          if (met) follow(after, other, met, here, own[number], year, chair);
        }
        others = Array.from(after.values());
        force = year.forces[chair];
        return offensive / all;
      });
    }

    function follow(after, other, weight, here, own, year, chair) {
      const full = rules.sides ** 2;
      here.looks[0][own].forEach(function (share, sight) {
        const now = { mind: minds[other.mind], belief: other.belief, before: other.before, streak: other.streak - 1 };
        let arms = rules.presses[sight] / rules.sides;
        if (now.mind) {                            // a streak of years begins after the opening
          weighed(now, here, sight, false, Number(other.streak > 0));
          arms = now.policy;
        }
        for (const [move, chance] of [[1, arms], [0, 1 - arms]]) {
          if (!share || !chance) continue;
          const forces = within(0, other.forces + 2 * move - 1, rules.most);
          const both = move && year.moves[chair];
          const calm = both ? 1 - here.risk * Math.min(forces, year.forces[chair]) / 100 : 1;
          const streak = move ? Math.min(grid.locked, other.streak + 1) : 0;
          const one = { mind: other.mind, belief: now.mind ? now.belief : 0, before: other.last, last: move, streak, forces };
          const key = Object.values(one).join();
          const known = after.get(key) || { ...one, weight: 0 };
          known.weight += weight * share / full * chance * calm;
          after.set(key, known);
        }
      });
    }

    // ---------------------------------------------------------------- what is learned from it

    function likeness(history, chair) {            // which mind would have answered most like it
      const here = worlds[history.world];
      const moves = movesOf(history, chair);
      const same = minds.map(function (_, mind) {
        const one = seated(mind);
        return count(history.years.map(function ({ sights }, year) {
          const gaveIn = year > 0 && history.years[year - 1].demands[chair];
          weighed(one, here, sights[chair], gaveIn, moves[year]);
          return one.policy === moves[year + 1];
        }));
      });
      const slow = 2 * history.paid[chair] < history.played ? 1 : -1;
      const most = Math.max(...same);
      const bars = minds.map(({ bar }, mind) => (same[mind] === most ? slow * bar : -Infinity));
      return [bars.indexOf(Math.max(...bars)), most];
    }

    function differing(history, again) {           // a year that only one of them has differs too
      const moves = (one, year, chair) => (one.years[year] ? one.years[year].moves[chair] : null);
      return Array.from({ length: Math.max(history.played, again.played) }).flatMap((_, year) =>
        CHAIRS.filter((chair) => moves(history, year, chair) !== moves(again, year, chair)).map((chair) => [year, chair]));
    }

    function replayed(history, year, chair) {      // from: where a mind answers for the reader
      const { seed, intents, world, opening, seat } = history;
      const setup = { seed, intents, world, opening, seat, straight: [...history.straight, [year, chair]], minds: history.minds.slice() };
      const reader = history.minds[seat];
      if (!reader.policies) return { ...play(setup), from: -1, known: true };
      const [then, same] = likeness(history, seat);
      const readings = reader.readings.slice(0, history.played);
      const policies = reader.policies.slice(0, history.played);
      setup.minds[seat] = { readings, policies, then };
      const again = play(setup);
      const sight = (one, at) => (one.years[at] ? one.years[at].sights[seat] : null);
      const years = Array.from({ length: Math.max(history.played, again.played) }, (_, at) => at);
      const from = years.findIndex((at) => sight(history, at) !== sight(again, at));
      if (from < 0) return { ...again, from, known: true };
      setup.minds[seat] = { readings: readings.slice(0, from), policies: policies.slice(0, from), then };
      return { ...play(setup), from, known: same >= tables.least.like };
    }

    // The bent sights that did something: what the years would have been without each, the one that
    // did most first. A bent sight after which nobody can say anything is put last.
    function lines(history) {
      const all = history.bent.flatMap(function ([year, chair]) {
        const again = replayed(history, year, chair);
        const moves = differing(history, again).length;
        if (!moves && again.known) return [];
        return [{ year, chair, again, moves, decides: again.known && again.ending !== history.ending }];
      });
      const rank = (one) => [one.again.known, one.again.ending !== history.ending, one.moves].map(Number);
      return all.sort(function (one, two) {
        const [first, second] = [rank(one), rank(two)];
        const apart = first.findIndex((value, at) => value !== second[at]);
        return apart < 0 ? 0 : second[apart] - first[apart];
      });
    }

    // ---------------------------------------------------------------- codes

    const { version, first, alphabet, mistaken, ignored, kinds } = tables.code;
    const base = BigInt(alphabet.length);

    const check = (digits) => digits.reduce((sum, digit, place) => sum + (place + 2) * digit, 0) % alphabet.length;

    function pack(kind, values) {
      const { letters, group, fields } = kinds[kind];
      let number = values.reduce((sum, value, at) => sum * BigInt(fields[at]) + BigInt(value), BigInt(version));
      const digits = [];
      for (let at = 0; at < letters; at++) {
        digits.unshift(Number(number % base));
        number /= base;
      }
      const plain = [...digits, check(digits)].map((digit) => alphabet[digit]);
      return plain.map((one, at) => (at && at % group === 0 ? "-" + one : one)).join("");
    }

    const plainOf = (text) => Array.from(text.toUpperCase()).filter((one) => !ignored.includes(one))
      .map((one) => (Object.hasOwn(mistaken, one) ? mistaken[one] : one));

    function unpack(text, among = Object.keys(kinds)) {  // {kind, values}, or {error, ...}
      const plain = plainOf(text);
      const kind = among.find((one) => kinds[one].letters + 1 === plain.length);
      const digits = plain.map((one) => alphabet.indexOf(one));
      if (plain.length === first && check(digits.slice(0, -1)) === digits.at(-1)) return { error: "version" };
      if (!kind) {
        const wanted = among.map((one) => kinds[one].letters + 1).join(" / ");
        return { error: "length", found: plain.length, wanted };
      }
      const odd = plain.find((one) => !alphabet.includes(one));
      if (odd !== undefined) return { error: "character", found: odd };
      if (check(digits.slice(0, -1)) !== digits.at(-1)) return { error: "check" };
      let number = digits.slice(0, -1).reduce((sum, digit) => sum * base + BigInt(digit), 0n);
      const values = [];
      for (const size of kinds[kind].fields.slice().reverse()) {
        values.unshift(Number(number % BigInt(size)));
        number /= BigInt(size);
      }
      return number === BigInt(version) ? { kind, values } : { error: "version" };
    }

    const numbered = (places, many) => places.reduce((sum, place, at) => sum + place * many ** at, 0);
    const listed = (number, many) =>
      Array.from({ length: rules.years }, (_, at) => Math.floor(number / many ** at) % many);

    const answersOf = ({ readings, policies }) =>
      [numbered(readings, tables.values.readings.length), numbered(policies, tables.values.policies.length)];
    const answersFrom = ([readings, policies]) => ({
      readings: listed(readings, tables.values.readings.length), policies: listed(policies, tables.values.policies.length),
    });

    const code = (state) => pack("history", [state.seed, state.seat, ...answersOf(state)]);
    const restored = ([seed, seat, ...answers]) => ({ seed, seat, ...answersFrom(answers) });
    const pairCode = ({ seed, chairs }) => pack("pair", [seed, ...chairs.flatMap(answersOf)]);
    const restoredPair = ([seed, ...answers]) =>
      ({ seed, chairs: [answersFrom(answers.slice(0, 2)), answersFrom(answers.slice(2))] });

    const dials = Object.entries(tables.dials);    // name, [least, most]
    const mindCode = (mind) => pack("mind", dials.map(([name, [least]]) => Number(mind[name]) - least));
    const mindFrom = (values) =>
      Object.fromEntries(dials.map(([name, [least]], at) => [name, values[at] + least]));

    // ---------------------------------------------------------------- what luck deals

    function deal(seed) {
      const drawn = (channel, sides, chair = 0) => toss(seed, 0, chair, channel, sides);
      return {
        world: drawn(channels.world, worlds.length), opening: drawn(channels.opening, openings.length),
        intents: CHAIRS.map((chair) => drawn(channels.intent, tables.values.intents.length, chair)),
        minds: CHAIRS.map((chair) => drawn(channels.mind, minds.length, chair)),
      };
    }

    function historyOf({ seed, seat, readings, policies, straight = [] }) {  // of a reader, so far
      const dealt = deal(seed);
      dealt.minds[seat] = { readings, policies };
      dealt.intents[seat] = 0;
      return play({ ...dealt, seed, seat, straight });
    }

    const historyOfPair = ({ seed, chairs }) => play({ ...deal(seed), seed, minds: chairs, free: true });

    // A pair of minds in so many histories: how many came to each ending.
    function fates(pair, intents, world, opening, seeds) {
      const setup = { minds: pair, intents, world, opening, seed: 0 };
      const endings = tables.values.endings.map(() => 0);
      for (let seed = 0; seed < seeds; seed++) {
        setup.seed = seed;
        endings[play(setup, false).ending] += 1;
      }
      return endings;
    }

    return {
      tables, years: rules.years, toss, play, movesOf, suspicion, likeness, differing, replayed, lines,
      code, pairCode, mindCode, restored, restoredPair, mindFrom, unpack, plainOf, pack, deal, historyOf, historyOfPair, fates,
    };
  }

  window.playedDilemma = { CHAIRS, count, gameOf };
}());
