import { terms, type Words } from './lexicon.ts';

/** English words. Verbs are base forms. */
export const ENGLISH: Words = {
  verbs: {
    decide: terms(`
    agree, decide, resolve, approve, adopt, defer, postpone, adjourn, endorse, establish, determine, conclude, ratify, confirm, authorise,
    authorize, declare, constitute, accept, reject, extend, amend, elect, set, renew, form, create
  `),
    ask: terms(`
    request, ask, urge, invite, encourage, recommend, call, direct, instruct, propose, suggest, mandate, appeal,
    exhort
  `),
    assign: terms(`
    task, assign, designate, appoint, entrust, charge, delegate, nominate, commission
  `),
    undertake: terms(`
    undertake, commit, offer, promise, pledge, volunteer, intend
  `),
    thank: terms(`
    thank, commend, congratulate, acknowledge, appreciate, applaud, praise
  `),
    say: terms(`
    note, state, report, inform, indicate, explain, announce, express, mention, recall, consider, observe,
    highlight, underline, stress, emphasise, emphasize, comment, reiterate, present, welcome, recognise, recognize,
    point, draw, describe, outline, introduce, discuss, take, receive, hear, say, affirm, reaffirm, regret,
    clarify, add
  `),
    effect: terms(`
    allow, enable, help, contribute, benefit, be, have, exist, remain, depend, require, mean, result, lead, need,
    become, apply, expire, enter, ensure, cost, improve, reduce, increase, affect, serve, include, involve, cover,
    last, continue, form, constitute, feature, range, consist, make it
  `),
    submit: terms(`
    submit, present, table, bring, refer, forward
  `),
    pro: ['do', 'perform', 'execute'],
    work: terms(`
    accelerate, accede, access, accommodate, address, adapt, add, adjust, advance, align, allocate, analyse,
    analyze, apply, arrange, assess, assist, attend, align, audit, bear, begin, bring, build, calculate, carry,
    chair, change, check, circulate, clarify, close, co-chair, co-finance, collaborate, collate, collect, combine,
    commence, communicate, compile, complete, conduct, consider, consolidate, consult, contact, continue, contract,
    contribute, convene, cooperate, coordinate, co-ordinate, cover, create, define, deliver, deposit, design,
    designate, develop, devise, digitise, digitize, disseminate, discuss, distribute, document, draft, draw,
    elaborate, enact, engage, enhance, ensure, establish, evaluate, examine, exchange, execute, expand, expedite,
    explore, extend, facilitate, file, finalise, finalize, finance, follow, formulate, forward, fund, gather, give,
    guide, harmonise, harmonize, hold, host, identify, implement, improve, include, incorporate, initiate, install,
    integrate, investigate, issue, join, keep, launch, lead, liaise, look, maintain, make, map, meet, mobilise,
    mobilize, modify, monitor, move, negotiate, notify, nominate, obtain, open, operate, operationalise, organise,
    organize, oversee, participate, pay, pilot, plan, post, postpone, prepare, present, print, prioritise,
    prioritize, procure, produce, promote, propose, provide, publish, purchase, pursue, put, raise, ratify, record,
    recruit, refer, refine, register, reopen, repair, replace, reply, report, research, respond, resume, return,
    review, revise, revisit, run, schedule, secure, seek, select, send, set, share, sign, simplify, speed, sponsor,
    standardise, standardize, start, stock, streamline, strengthen, study, submit, supply, support, survey, table,
    take, test, train, transfer, translate, transmit, update, upload, use, utilise, utilize, validate, verify,
    visit, work, write, complement, adopt, approve, appoint, confirm, inform, invite, request, reach, raise,
    remove, reinforce, reconvene, recommend, feed, field, find, invest, mainstream, inspect, intensify, observe,
    offer, upgrade, waive, abolish, adhere, assume, assign, budget, cancel, certify, comply, comment, compare,
    correct, cross-check, deploy, determine, dispatch, domesticate, echo, enforce, equip, expedite, establish,
    insert, involve, link, open, outline, protect, propose, provide, reconcile, redraft, reduce, reflect, relay,
    renew, reproduce, rotate, safeguard, scan, synthesise, track, amend, agree, decide, contribute, attach, brief,
    build, boost, champion, consult, customise, ensure, endeavour, refrain, fill, buy, sell, respect, honour,
    honor, vaccinate, restore, download, relocate, retain, withdraw, appraise, redesign, sustain, resubmit, restrict,
    settle, terminate, abstain, administer, advise, advocate, archive, cease, compensate, conserve, construct, convey,
    demonstrate, disclose, discontinue, donate, eliminate, employ, exempt, foster, generate, grant, halt, hire, impose,
    institutionalise, intervene, justify, lend, lodge, manage, merge, minimise, optimise, prevent, prohibit, quantify,
    reconsider, recover, refund, regulate, release, remind, replicate, repatriate, rescue, reserve, resettle, reuse,
    sanction, seize, simulate, specify, subscribe, substitute, supervise, suspend, trace, uphold, warn
  `),
  },
  abbreviations: terms(`
    mr, mrs, ms, dr, prof, hon, st, no, nos, art, arts, para, paras, p, pp, e.g, i.e, eg, ie, etc, vs, cf, fig,
    vol, ed, rev, approx, dept, gov, amb, h.e, rt, sec, ref, add, u.s, u.n, ch, encl, ext
  `),
  months: [
    ['january', 'jan'],
    ['february', 'feb'],
    ['march', 'mar'],
    ['april', 'apr'],
    ['may'],
    ['june', 'jun'],
    ['july', 'jul'],
    ['august', 'aug'],
    ['september', 'sept', 'sep'],
    ['october', 'oct'],
    ['november', 'nov'],
    ['december', 'dec'],
  ],
  numbers: {
    a: 1,
    an: 1,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
    fourteen: 14,
    fifteen: 15,
    eighteen: 18,
    twenty: 20,
    'twenty-one': 21,
    'twenty-four': 24,
    thirty: 30,
    forty: 40,
    'forty-five': 45,
    sixty: 60,
    ninety: 90,
    first: 1,
    second: 2,
    third: 3,
    fourth: 4,
    '1st': 1,
    '2nd': 2,
    '3rd': 3,
    '4th': 4,
  },
  actorNouns: terms(`
    heads, secretariat, committee, subcommittee, sub-committee, commission, council, chair, chairperson, chairman,
    chairs, co-chairs, vice-chair, presidency, president, states, countries, delegations, delegates, parties,
    ministry, ministries, task force, bureau, board, bank, network, unit, programme, program, institute, director,
    director-general, secretary-general, secretary, members, participants, group, subgroup, sub-group, party,
    forum, agency, authority, authorities, organization, organisation, organizations, organisations, association,
    associations, government, governments, administration, administrations, office, department, fund, centre,
    center, team, league, union, minister, ministers, rapporteur, coordinator, representative, representatives,
    experts, expert, focal points, focal point, contact points, consultant, consultants, observatory, university,
    universities, chamber, federation, partners, host, friends, assembly, meeting, conference, summit, court,
    parliament, company, service, troika, directorate, attachés, editor, moderator, donors, facilitator, manager,
    officer, officers, ambassadors, community, foundation, alliance, consortium, treasurer, registrar,
    stakeholders, institutions, all, everyone, plenary, police, employers, lead, society, hosts, registry, cluster,
    mayor, mayors, governor, vice-chairperson, vice-president, chairwoman, head, chief, commissioner, territories,
    agencies, airlines, operators, fishers, producers, laboratories, laboratory, ports, municipalities,
    municipality, banks, services, embassies, consulates, regulators, carriers, importers, exporters, vendors,
    task team, directors, academy, school, college, mission, taskforce, coalition, inspectorate, clerk, tribunal
  `),
  forumNouns: terms(`
    committee, subcommittee, sub-committee, commission, council, group, subgroup, sub-group, party, forum, board,
    task force, task team, taskforce, assembly, meeting, conference, summit, parliament, plenary, network, bureau, session
  `),
  groupNouns: terms(`
    states, countries, delegations, delegates, parties, members, participants, governments, authorities,
    administrations, focal points, partners, stakeholders, ministers, institutions, representatives, experts,
    observers, all, heads, territories, agencies, airlines, operators, fishers, producers, laboratories, ports,
    municipalities, employers, banks, embassies, consulates, regulators, carriers, importers, exporters, vendors
  `),
  nameAdjectives: terms(`
    member, contracting, participating, focal, national, technical, executive, working, steering, task, interim,
    joint, competent, relevant, interested, permanent, regional, general, contact, development, host, incoming,
    local, pro, tempore, deputy, acting, drafting, ad, hoc, expert, observer, affected, employers', participating,
    associate, concerned, donor, lead
  `),
  preamble: terms(`
    recalling, mindful, recognising, recognizing, considering, having, noting, conscious, bearing in mind,
    convinced, concerned, deeply concerned, aware, welcoming, reaffirming, acknowledging, taking into account,
    taking note, taking into consideration, emphasising, emphasizing, stressing, guided, desiring, desirous,
    pursuant, in accordance, whereas, cognisant, cognizant, appreciating, determined, further recalling,
    also recalling, underlining, reiterating, inspired, alarmed, expressing, observing, realising, realizing,
    gravely concerned, in view of, being aware, committed
  `),
  operative: terms(`
    decides, decided, resolves, resolved, agrees, agreed, decisions, decision, recommends, recommended,
    agreed that, hereby, action points, conclusions, in conclusion, resolved as follows, decided as follows,
    therefore, outcomes
  `),
  idleHeadings: terms(`
    agenda, provisional agenda, draft agenda, list of participants, participants, attendance, present, apologies,
    list of documents, contents, table of contents, background, objectives, objective, abbreviations, acronyms,
    signatures, attendees, in attendance, preamble, glossary, programme
  `),
  frames: terms(`
    in this regard, in that regard, with regard to, with respect to, regarding, concerning, following,
    after discussion, after, furthermore, in addition, moreover, additionally, finally, also, accordingly,
    in conclusion, having, recognising, recognizing, noting, recalling, considering, bearing in mind,
    in this context, in this connection, on the basis of, in light of, in view of, as regards, as to,
    under this item, in response, to this end, to that end, as a result, consequently, therefore,
    in the discussion, upon a proposal, on the proposal of, at the same time, further, likewise, in summary,
    in closing, pursuant to, in line with, in accordance with, taking into account, acknowledging, mindful of,
    on this matter, with a view to, in order to, as a next step, similarly, meanwhile, lastly, despite, given,
    during the discussion, in the ensuing discussion, emphasising, emphasizing, welcoming, building on
  `),
  decisionLabels: terms(`
    decision, decisions, resolution, resolutions, recommendation, recommendations, agreement, agreed, action,
    actions, action item, action point, action items, action points, conclusion, conclusions, follow-up, follow up,
    next steps, outcome, outcomes, ap, mandate, task, commitment, agreed action, agreed actions, to do
  `),
  noteLabels: terms(`
    note, notes, n.b, nb, remark
  `),
  statuses: terms(`
    done, completed, complete, pending, ongoing, in progress, closed, open, achieved, not done, not started,
    overdue, finalised, finalized, implemented, cancelled
  `),
  headers: {
    action: terms(`
    action, actions, action item, action items, action point, task, tasks, activity, activities, decision,
    recommendation, item, agreed action, follow-up, follow-up action, description, what, commitment, deliverable,
    output, next step, next steps, action required, measure
  `),
    who: terms(`
    owner, responsible, responsibility, lead, who, responsible party, action by, assigned to, actor, by whom,
    responsible entity, responsible person, lead entity, person responsible, focal point, assignee, lead agency,
    responsible body
  `),
    when: terms(`
    deadline, due, due date, when, timeline, date, time frame, timeframe, target date, by when, completion date,
    timing, timelines, target, due by, status/deadline
  `),
  },
};
