import type { TargetKind } from "../forum/target.ts";
import type { WritingKind } from "../forum/writing.ts";
import type { Language } from "./english.ts";
import type { DiscordFault, HeldRequests, HoldReason, SourceFault } from "./faults.ts";

const targetNames: Readonly<Record<TargetKind, string>> = {
  post: "Beitrag",
  discussion: "Diskussion der Wiki-Seite",
  comment: "Kommentarstrang",
  user: "Kommentare von",
  sequence: "Reihe",
  tag: "Beitragsliste",
  site: "Ganzes Forum",
};

/** Kinds of targets, as a sentence names them. */
const targetKinds: Readonly<Record<TargetKind, string>> = {
  post: "Beiträge",
  discussion: "Diskussionen von Wiki-Seiten",
  comment: "Kommentarstränge",
  user: "Kommentare einzelner Personen",
  sequence: "Reihen",
  tag: "Beitragslisten",
  site: "ganze Foren",
};

const writingNames: Readonly<Record<WritingKind, string>> = { comment: "Kommentar", post: "Beitrag" };

const heldTogether: Readonly<Record<HeldRequests & string, string>> = {
  all: "Alle Anfragen an Discord",
  token: "Alle Anfragen mit meinem Token",
  address: "Alle Webhook-Anfragen",
};

const holdReasons: Readonly<Record<HoldReason, string>> = {
  "invalid-requests": "es hat zu viele Anfragen abgelehnt",
  "rate-limit": "es hat um eine Pause gebeten",
  outage: "es antwortet nicht",
  "token-refused": "es nimmt mein Token nicht an",
};

/** The names that Discord uses in German. */
const permissionNames: Readonly<Record<string, string>> = {
  ViewChannel: "Kanal ansehen",
  SendMessages: "Nachrichten senden und Beiträge erstellen",
  SendMessagesInThreads: "Nachrichten in Threads und Beiträgen senden",
  EmbedLinks: "Links einbetten",
  ReadMessageHistory: "Nachrichtenverlauf anzeigen",
  ManageWebhooks: "WebHooks verwalten",
  ManageThreads: "Threads und Beiträge verwalten",
  unknown: "eine Berechtigung, die Discord nicht genannt hat",
};

const faultNames: Readonly<Record<string, string>> = {
  outage: "Ausfall",
  timeout: "keine Antwort",
  malformed: "unlesbare Antwort",
  "too-large": "zu große Antwort",
  refused: "Anfrage abgelehnt",
  "too-many": "zu viel auf einmal",
  "not-public": "nicht öffentlich",
  "record-refused": "Datensatz verweigert",
  spent: "Anfragen für heute verbraucht",
} satisfies Record<SourceFault, string>;

/** Every text that a person reads, in German. */
export const german: Language = {
  names: {
    commands: {
      follow: "abonnieren",
      unfollow: "abbestellen",
      following: "abos",
      quote: "zitieren",
      reply: "antworten",
      lookup: "suchen",
      top: "beste",
      context: "zusammenhang",
      profile: "profil",
      settings: "einstellungen",
      privacy: "datenschutz",
      status: "status",
      help: "hilfe",
    },
    options: {
      url: "adresse",
      channel: "kanal",
      backfill: "nachholen",
      "min-score": "mindestpunkte",
      authors: "autoren",
      follow: "abo",
      "remove-posts": "beiträge-löschen",
      comment: "kommentar",
      passage: "stelle",
      text: "text",
      author: "autor",
      post: "beitrag",
      site: "forum",
      since: "seit",
      until: "bis",
      sort: "reihenfolge",
      period: "zeitraum",
      user: "person",
    },
  },

  mirror: {
    unknownAuthor: "[unbekannt]",
    untitled: "Ohne Titel",
    deletedComment: "ein gelöschter Kommentar",
    movedComment: (place) => `Dieser Kommentar wurde verschoben und steht jetzt bei ${place}`,
    gonePost: (site) => `${site} zeigt diesen Beitrag nicht mehr.`,
    goneComment: (site) => `${site} zeigt diesen Kommentar nicht mehr.`,
    notShownComment: "ein Kommentar, der hier nicht gezeigt wird",
    notPublicComment: "ein Kommentar, der nicht öffentlich ist",
    withheldComment: "ein Kommentar, dessen Verfasser diesem Bot widersprochen hat",
    withheldPost: "Ein Beitrag, dessen Verfasser diesem Bot widersprochen hat",
    withheldPostNote:
      "Wer ihn geschrieben hat, hat diesem Bot widersprochen: Lies ihn auf der Website. Was andere darunter schreiben, geht hier weiter.",
    withheldAuthor: "[hat widersprochen]",
    answer: "Antwort",
    on: "zu",
    score: (score) => plural(score, "Punkt", "Punkte"),
    agreement: (agreement) => `Zustimmung ${count(agreement)}`,
    comments: (number) => comments(number),
    readOn: (site) => `Weiterlesen auf ${site}`,
    commentsBy: (name) => `Kommentare von ${name}`,
    userPage: (name, site) => `Kommentare von ${name} auf ${site}, sobald sie erscheinen.`,
    subtreeTitle: (name, title) => `${name} zu ${title}`,
    mergedInto: (link: string) =>
      `Dieser Beitrag war eine Kopie eines älteren und wurde mit ihm zusammengeführt: ${link}`,
  },

  fault: (fault: DiscordFault, isRetried = true): string => {
    const then = isRetried ? "; dann mache ich von selbst weiter." : " und versuch es noch einmal.";
    const later = isRetried ? "Ich versuche es weiter." : "Versuch es in ein paar Minuten noch einmal.";
    switch (fault.kind) {
      case "missing-permissions": {
        const names = fault.permissions.map((name) => `**${permissionNames[name] ?? name}**`).join(", ");
        return `Mir fehlt in diesem Kanal: ${names}. Gib das dort meiner Rolle${then}`;
      }
      case "channel-gone":
        return "Diesen Kanal gibt es nicht mehr, oder ich sehe ihn nicht. Gib mir dort **Kanal ansehen**, oder lass in einen anderen Kanal spiegeln.";
      case "not-a-forum":
        return "Dieser Kanal ist kein Forumskanal. Wähle einen Forumskanal, oder leg in der Kanalliste einen an.";
      case "thread-gone":
        return "Der Beitrag in Discord wurde gelöscht. Beende das Abo mit `/abbestellen`; war das Löschen ein Versehen, richte es danach mit `/abonnieren` neu ein.";
      case "thread-locked":
        return `Der Beitrag in Discord ist gesperrt. Entsperre ihn${then}`;
      case "tag-required":
        return "Der Kanal verlangt ein Tag, hat aber keines, das ich verwenden darf. Leg eines an, oder gib mir **Kanäle verwalten**.";
      case "webhook-limit":
        return "Der Kanal hat so viele WebHooks, wie Discord erlaubt (15). Lösche einen in den Integrationen des Kanals.";
      case "thread-limit":
        return `Der Server hat so viele offene Beiträge, wie Discord erlaubt. Schließe einige${then}`;
      case "held-back":
        return `Im Moment sende ich nichts an Discord: ${holdReasons[fault.reason]}. ${later}`;
      case "not-in-server":
        return `Ich wurde vom Server entfernt. Lade mich wieder ein${then}`;
      case "edit-too-old":
        return "Discord begrenzt Änderungen an alten Nachrichten. Ich versuche es später noch einmal.";
      case "refused":
        return `Discord hat eine Nachricht abgelehnt (Code ${fault.code}). Näheres findet mein Betreiber im Protokoll.`;
      default:
        return `Discord antwortet gerade nicht. ${later}`;
    }
  },

  lacking: {
    readProfile: (site) =>
      `${site} hat keine Profilseiten. Was jemand dort geschrieben hat, zeigt \`/suchen\` mit \`autor\`.`,
    readCommentsByUser: (site) => `${site} kann nicht alles auflisten, was eine Person geschrieben hat.`,
    readSequencesByUser: (site) => `${site} hat keine Reihen.`,
    readWikiContributions: (site) => `${site} hat kein Wiki.`,
    readSequence: (site) => `${site} hat keine Reihen.`,
    readPosts: (site) => `${site} kann seine Beiträge nicht auflisten.`,
    scores: (site) => `${site} bewertet keine Kommentare, deshalb wirkt \`mindestpunkte\` dort nicht.`,
    commentScores: (site) =>
      `${site} bewertet Beiträge, aber keine Kommentare, deshalb wirkt \`mindestpunkte\` dort nur bei Beitragslisten.`,
    minScore: (site) =>
      `${site} hat so viele Beiträge, dass ich nicht alle spiegeln kann. Gib \`mindestpunkte\` an, zum Beispiel 200, um auszuwählen.`,
    target: (site, kind, possible) =>
      `${site}: ${targetKinds[kind]} lassen sich dort nicht abonnieren. Möglich sind: ${possible.map((one) => targetKinds[one]).join(", ")}.`,
  },
  siteFault: (site: string, fault: SourceFault): string => {
    if (fault === "not-public") return `${site} zeigt das Besuchern nicht.`;
    if (fault === "record-refused")
      return `${site} verweigert das aus einem Grund, den ich nicht kenne. Sieh im Browser nach, ob es sich öffnet, wenn du abgemeldet bist.`;
    if (fault === "spent") return `Die Anfragen, die ${site} in 24 Stunden erlaubt, sind verbraucht.`;
    return ["malformed", "too-large", "refused"].includes(fault)
      ? `${site} hat eine Antwort geschickt, die ich nicht lesen kann.`
      : `${site} antwortet gerade nicht.`;
  },

  number: count,

  targetName: (kind) => targetNames[kind],

  follow: {
    description: "Eine Diskussion in einen Forumskanal spiegeln",
    options: {
      url: "Adresse eines Beitrags, Kommentars, Autors, einer Reihe, Wiki-Seite oder eines Forums",
      channel: "Forumskanal, in den gespiegelt wird",
      backfill: "Wie viele ältere Kommentare zu Beginn (bei Reihe, Schlagwort oder Forum: Beiträge)",
      minScore: "Alles mit weniger Punkten weglassen",
      authors: "Nur diese Autoren, durch Kommas getrennt",
    },
    onlyInServer: "Abonnieren geht nur auf einem Server. Benutze diesen Befehl dort.",
    mayNot:
      "Dafür brauchst du auf diesem Server **Threads und Beiträge verwalten**. Frag jemanden von der Moderation.",
    mayNotFollow:
      "Dafür brauchst du auf diesem Server **Threads und Beiträge verwalten** oder eine Rolle, die abonnieren darf. Frag jemanden von der Moderation.",
    unknownUrl: (examples) => {
      const lines = examples.flatMap(({ accepted, alike }) => [
        ...accepted.map((url) => `- \`${url}\``),
        ...(alike.length === 0 ? [] : [`Ebenso bei ${alike.map((url) => `\`${url}\``).join(", ")}.`]),
      ]);
      return `Diese Adresse kann ich nicht abonnieren. Möglich sind:\n${lines.join("\n")}`;
    },
    unknownUrlOnMany: (titles) =>
      `Diese Adresse kann ich nicht abonnieren. Ich lese ${titles.join(", ")}. Gib die Adresse eines Beitrags auf einer dieser Seiten an. Welche das sind, bestimmt der Betreiber.`,
    notRecognised: (host, kinds) =>
      `${host} kann ich nicht abonnieren: Es sieht nicht nach einer Seite einer Art aus, die ich lesen darf (${kinds.join(", ")}). Wenn es doch eine ist, gib die Adresse eines Beitrags dort an, so wie dein Browser sie zeigt.`,
    notPublicAddress:
      "Ich lese nur öffentliche Websites, unter ihrem Namen und an den üblichen Ports. Gib die Adresse so an, wie dein Browser sie zeigt, mit `https://` am Anfang.",
    tooManySites: (most) =>
      `Dieser Server hat schon ${plural(most, "Seite", "Seiten")} abonniert, die Mitglieder gewählt haben; mehr dürfen es nicht sein. Beende zuerst mit \`/abbestellen\` alle Abos einer davon; \`/abos\` zeigt sie.`,
    notFound: (site) =>
      `${site} hat unter dieser Adresse nichts. Vielleicht wurde es gelöscht oder ist ein Entwurf. Sieh im Browser nach.`,
    unknownId: (sites) =>
      `Auf ${sites.join(" oder ")} gibt es nichts mit dieser Kennung. Vielleicht wurde es gelöscht oder ist ein Entwurf. Prüf die Adresse.`,
    hidden: (site) => `${site} zeigt das Besuchern nicht, also kann ich es nicht lesen.`,
    already: (link) =>
      `Das ist in diesem Kanal schon abonniert: ${link}\nUm die Filter zu ändern, beende das Abo erst mit \`/abbestellen\`.`,
    alsoIn: (channels) => `Dieser Server hat es auch in ${channels.join(", ")} abonniert.`,
    remade: "Der frühere Forumsbeitrag dazu wurde hier gelöscht; dieses Abo legt einen neuen an.",
    shares: (shared, threads) =>
      threads === 1
        ? "Das wird hier schon gespiegelt; dieses Abo nutzt denselben Forumsbeitrag."
        : shared === 1
          ? "1 davon wird hier schon gespiegelt; dieses Abo nutzt denselben Forumsbeitrag."
          : `${count(shared)} davon werden hier schon gespiegelt; dieses Abo nutzt dieselben Forumsbeiträge.`,
    limitReached: (limit) =>
      `Dieser Server hat seine Grenze von ${plural(limit, "Abo", "Abos")} erreicht. Beende eines mit \`/abbestellen\`, oder bitte jemanden, der den Server verwaltet, die Grenze in \`/einstellungen\` zu erhöhen.`,
    siteNotAllowed: (site, allowed) =>
      `Dieser Server abonniert ${site} nicht; erlaubt: ${allowed.join(", ")}. Wer den Server verwaltet, kann das in \`/einstellungen\` ändern.`,
    mutedAuthor: (name) =>
      `Dieser Server spiegelt ${name} nicht. Wer den Server verwaltet, kann das in \`/einstellungen\` ändern.`,
    unknownAuthor: (typed, site, alike) =>
      `${site} kennt niemanden namens „${typed}“. ${
        alike.length === 0
          ? "Prüf den Namen, oder gib die Adresse der Profilseite an."
          : `Meintest du ${alike.join(", ")}? Sonst gib die Adresse der Profilseite an.`
      }`,
    severalAuthors: (typed, authors) =>
      `Mehrere Autoren heißen „${typed}“. Gib stattdessen eines davon an: ${authors.join(", ")}.`,
    tooManyAuthors: (most) => `Ein Abo kann höchstens ${plural(most, "Autor", "Autoren")} nennen.`,
    chooseChannel: "Welcher Forumskanal? Wähle einen mit der Option `kanal`.",
    defaultChannelGone:
      "Den Standardkanal dieses Servers gibt es nicht mehr, oder ich sehe ihn nicht. Wähle einen mit der Option `kanal` oder in `/einstellungen` einen anderen Standard.",
    understood: ({ kind, title, by, comments: number, filters, channel }) =>
      `${kind} ${[title, by, number, ...filters].filter(Boolean).join(", ")} → ${channel}`,
    by: (names) => `von ${names}`,
    fromScore: (score) => `mindestens ${plural(score, "Punkt", "Punkte")}`,
    onlyBy: (names) => `nur von ${names}`,
    reading: "Das Forum wird gelesen…",
    mirroring: ({ sent, total, opened, threads }) =>
      `${count(sent)} von ${comments(total, true)} gespiegelt, ${count(opened)} von ${posts(threads, true)}…`,
    mirrored: ({ total, leftOut, threads, leavesPostsOut }) => {
      const place = leavesPostsOut ? `den neuesten ${posts(threads, true)}` : posts(threads, true);
      if (leftOut === 0) return `Alles gespiegelt: ${comments(total)} in ${place}.`;
      const all = leftOut === undefined ? undefined : comments(total + leftOut, true);
      const newest = all === undefined ? comments(total) : `${count(total)} von ${all}`;
      return `Die neuesten ${newest} gespiegelt, in ${place}.`;
    },
    nothingYet: "Noch gibt es nichts zu spiegeln; neue Kommentare erscheinen, sobald sie geschrieben sind.",
    goesOn: "Ich mache im Hintergrund weiter. `/abos` zeigt, wie weit ich bin.",
    refused: (number) =>
      `Discord hat ${messages(number)} abgelehnt. Mein Betreiber findet den Grund im Protokoll.`,
    at: (link) => `Hier zu lesen: ${link}`,
    morePlaces: (number, channel) =>
      `und ${number === 1 ? "1 weiterer Beitrag" : `${count(number)} weitere Beiträge`} in ${channel}`,
    chooseBelow: "Wähle den Forumskanal, in den gespiegelt werden soll.",
    channelMenu: "Einen Forumskanal wählen",
    noForum:
      "Dieser Server hat keinen Forumskanal. Leg in der Kanalliste einen an, und versuch es dann noch einmal.",
  },

  unfollow: {
    description: "Ein Abo beenden",
    options: {
      follow: "Das Abo: wähle eines aus, oder gib die abonnierte Adresse an",
      removePosts: "Auch die Beiträge in Discord löschen",
    },
    unknown: "Dieses Abo hat der Server nicht. `/abos` zeigt alle.",
    several: "Das trifft auf mehrere Abos zu. Wähle eines aus der Liste, die beim Tippen erscheint.",
    notRemoved: ({ reason, removed, left, more }) =>
      [
        `Ich konnte nicht alle Beiträge in Discord löschen, also läuft das Abo weiter. ${reason} Oder lass \`beiträge-löschen\` weg und lösche sie selbst.`,
        removed === 0 ? "" : `\nGelöscht: ${posts(removed)}.`,
        left.length === 0 ? "" : `\nNoch da: ${left.join(", ")}`,
        more === 0 ? "" : ` und ${count(more)} weitere`,
      ].join(""),
    done: ({ title, own, shared, isRemoved }) =>
      [
        `${title} ist nicht mehr abonniert.`,
        own === 0 && shared > 0
          ? ""
          : isRemoved
            ? " Die Beiträge in Discord wurden gelöscht."
            : " Die Beiträge in Discord bleiben.",
        shared === 0 ? "" : ` ${sharedPosts(own, shared)}`,
        shared === 0 ? "" : isRemoved ? ", ohne die Kommentare, die nur dieses Abo wollte." : ".",
      ].join(""),
  },

  following: {
    description: "Was dieser Server abonniert hat",
    none: "Dieser Server hat noch nichts abonniert. Beginne mit `/abonnieren`.",
    states: { active: "aktiv", paused: "pausiert", troubled: "angehalten" },
    counts: (sent, total, threads) =>
      `${count(sent)} von ${comments(total, true)} in ${posts(threads, true)}`,
    lastActivity: (ms) => `zuletzt etwas Neues ${relative(ms)}`,
    lastRead: (ms) => `zuletzt vollständig gelesen ${relative(ms)}`,
    lateEdits: (number, nextMs) =>
      `${plural(number, "Änderung", "Änderungen")} an alten Nachrichten von Discord aufgeschoben, nächster Versuch ${relative(nextMs)}`,
    threadWaits: (post, reason) => `${post}: ${reason}`,
    refused: (site) =>
      `${site} verweigert das aus einem Grund, den ich nicht kenne. Bleibt es dabei, entferne ich, was es nicht mehr zeigt. Sieh im Browser nach, ob es sich öffnet, wenn du abgemeldet bist.`,
    siteNotRead: (site) =>
      `Mein Betreiber lässt mich ${site} nicht mehr lesen, also kommt nichts Neues. Was gespiegelt ist, bleibt. Frag meinen Betreiber, oder beende das mit \`/abbestellen\`.`,
    hidden: (site) =>
      `${site} zeigt das Besuchern nicht mehr, also wurde der Text entfernt. Er kommt zurück, wenn das Forum ihn wieder zeigt.`,
    moreThreads: (number) => `und ebenso ${plural(number, "weiterer Beitrag", "weitere Beiträge")}`,
    pause: "Pausieren",
    resume: "Fortsetzen",
    remove: "Beenden",
    shared: (shared, threads) =>
      threads === 1 ? "mit einem anderen Abo geteilt" : `${posts(shared)} mit anderen Abos geteilt`,
    merging: (copies) =>
      copies === 1
        ? "eine Kopie eines älteren Beitrags wird mit ihm zusammengeführt"
        : `${count(copies)} Kopien älterer Beiträge werden mit ihnen zusammengeführt`,
    removeQuestion: (title, { own, shared }) =>
      [
        `${title} nicht mehr abonnieren?`,
        own + shared === 0 ? " Es gibt keine Forumsbeiträge dazu." : "",
        own === 0
          ? ""
          : ` ${own === 1 ? "Der Forumsbeitrag kann" : `Die ${count(own)} Forumsbeiträge können`} bleiben oder mit allem darin gelöscht werden, auch mit den Antworten von Mitgliedern.`,
        shared === 0
          ? ""
          : ` ${sharedPosts(own, shared)}; gelöscht werden können darin nur Kommentare, die kein anderes Abo will.`,
        own + shared === 0 ? "" : " Das Löschen lässt sich nicht rückgängig machen.",
      ].join(""),
    keepPosts: ({ own, shared }) =>
      own + shared === 0
        ? "Beenden"
        : own + shared === 1
          ? "Beenden und Forumsbeitrag behalten"
          : "Beenden und Forumsbeiträge behalten",
    deletePosts: ({ own }) =>
      own === 0
        ? "Beenden und Kommentare löschen"
        : `Beenden und ${own === 1 ? "Forumsbeitrag" : `${count(own)} Forumsbeiträge`} löschen`,
    cancel: "Abbrechen",
    choose: "Ein Abo pausieren, fortsetzen oder beenden",
    page: (page, pages) => `Seite ${page} von ${pages}`,
    previous: "Zurück",
    next: "Weiter",
  },

  status: {
    description: "Wie es dem Bot geht",
    well: "✅ Alles in Ordnung.",
    unwell: "⚠️ Etwas stimmt nicht. Näheres steht in den Zeilen mit diesem Zeichen.",
    stoppedHere: (number) =>
      `⚠️ ${plural(number, "Abo", "Abos")} dieses Servers angehalten; \`/abos\` sagt, warum`,
    running: (version, sinceMs) => `Commonplace ${version}, gestartet ${relative(sinceMs)}`,
    neverPolled: "noch nicht abgefragt",
    notFollowed: "nichts abonniert",
    polled: (ms) => `abgefragt ${relative(ms)}`,
    failing: (reason) => `gestört: ${faultNames[reason] ?? reason}`,
    pausedUntil: (ms) => `pausiert bis ${clockTime(ms)}`,
    unreadable: (number) =>
      `${plural(number, "Datensatz", "Datensätze")} in den letzten 24 Stunden nicht lesbar; Näheres steht im Protokoll`,
    requests: (number) => `${plural(number, "Anfrage", "Anfragen")} in der letzten Minute`,
    requestsOfDay: (used, most) =>
      `${count(used)} von höchstens ${count(most)} Anfragen in den letzten 24 Stunden`,
    backlog: (number) => `${messages(number)} in der Schlange`,
    storeFailing: (reason) => `⚠️ Gerade wird nichts gespiegelt. ${reason}`,
    archiveFailing: (kind, sinceMs) =>
      kind === "away"
        ? `⚠️ Mein Zwischenspeicher hat ${relative(sinceMs)} aufgehört zu antworten. Ich frage stattdessen die Foren, deshalb dauern Antworten länger. Verloren geht nichts.`
        : `⚠️ Mein Zwischenspeicher hat ${relative(sinceMs)} begonnen, neue Einträge abzulehnen. Was ihm fehlt, hole ich aus den Foren. Verloren geht nichts. Sag dem Betreiber Bescheid.`,
    oldest: (ms) => `die älteste seit ${relative(ms)}`,
    lateEdits: (number) =>
      `${plural(number, "Änderung", "Änderungen")} an alten Nachrichten von Discord aufgeschoben`,
    troubled: (number) => `${plural(number, "Abo", "Abos")} angehalten`,
    discordStopped: (refused, untilMs) =>
      `⚠️ Discord hat in zehn Minuten ${plural(refused, "Anfrage", "Anfragen")} abgelehnt: Bis ${relative(untilMs)} sende ich nichts mehr`,
    discordRefused: (refused, limit) =>
      `Discord hat in zehn Minuten ${plural(refused, "Anfrage", "Anfragen")} abgelehnt; bei ${count(limit)} höre ich auf`,
    heldBack: (requests, reason, untilMs) =>
      `⚠️ ${typeof requests === "string" ? heldTogether[requests] : `\`${requests.route}\``} zurückgehalten, nächster Versuch ${relative(untilMs)}: ${holdReasons[reason]}`,
    moreHeldBack: (number) => `und ${plural(number, "weitere Route", "weitere Routen")} zurückgehalten`,
    gateway: (ms) => `Gateway-Latenz ${ms} ms`,
    shardsAway: (away, all) =>
      `⚠️ ${count(away)} von ${plural(all, "Verbindung", "Verbindungen")} zu Discord ${away === 1 ? "ist" : "sind"} unterbrochen; die betroffenen Server bediene ich wieder, sobald Discord es zulässt`,
    invite: "Mich zu einem Server hinzufügen",
  },

  help: {
    description: "Was der Bot tut und wo man anfängt",
    intro: (sites) =>
      `Ich spiegle Kommentare von ${sites.length > mostNamed ? `${count(sites.length)} Seiten` : list.format(sites)} in Forumskanäle: jeden einmal, in Lesereihenfolge, mit Namen und Link zum Original.`,
    start: "Beginne mit `/abonnieren adresse:<Adresse eines Beitrags> kanal:<ein Forumskanal>`.",
    commands: "Befehle",
    elsewhere: "Ich spiegle auf Servern, auf denen ich Mitglied bin.",
    whatIsFollowed: "Was hier abonniert ist",
    whatIsKept: "Was ich über dich speichere",
    welcome: (follow, help) =>
      `Danke für die Einladung. Ich spiegle Kommentare aus Foren und Blogs in Forumskanäle. Wer **Threads verwalten** darf, beginnt mit ${follow} und der Adresse eines Beitrags; ${help} zeigt alles andere.`,
    menus: (onComments, onReplies) =>
      `Im Menü einer gespiegelten Nachricht stehen unter *Apps* ${italics(onComments)}; bei der Antwort eines Mitglieds ${italics(onReplies)}.`,
  },

  comment: {
    notMirrored:
      "Diese Nachricht zeigt keinen gespiegelten Kommentar oder Beitrag. Wähle eine, die einen zeigt.",
    isReply:
      "Diese Nachricht hat ein Mitglied hier geschrieben; sie ist kein Kommentar im Forum. Nimm für sie *Antworten* von Discord selbst.",
    unknown: (sites) =>
      `Diesen Kommentar kenne ich nicht. Wähle einen aus der Liste, die beim Tippen erscheint, oder gib seine Adresse auf ${sites.join(", ")} an, oder seine Kennung.`,
    notAComment:
      "Das ist kein Kommentar. Gib Adresse oder Kennung eines Kommentars an, oder wähle aus der Liste.",
  },

  quote: {
    description: "Wörtlich aus einem Kommentar zitieren, mit Quelle",
    menu: "Kommentar zitieren",
    options: {
      comment: "Adresse oder Kennung eines Kommentars, oder einige seiner Wörter",
      passage: "Der genaue Wortlaut; ohne ihn wählst du Absätze",
    },
    title: (kind) => `${writingNames[kind]} zitieren`,
    paragraphs: (first, last) => `Absätze ${first} bis ${last}`,
    whole: (kind) => (kind === "comment" ? "Den ganzen Kommentar" : "Den ganzen Anfang des Beitrags"),
    words: "Oder der genaue Wortlaut",
    wordsHint: (kind) =>
      `Aus dem ${writingNames[kind]} kopiert. Steht hier etwas, wird es statt der Absätze zitiert.`,
    open: "Auswählen, was zitiert wird",
    fetched: "Hier ist er. Was möchtest du zitieren?",
    nothing: "Darin gibt es keine Wörter zum Zitieren.",
    tooLong: (parts, most) =>
      `Das wären ${messages(parts)}; ein Zitat darf höchstens ${count(most)} haben. Wähle eine kürzere Stelle.`,
    notFound: (kind, link) =>
      kind === "comment"
        ? `Diese Wörter stehen nicht im Kommentar, auch nichts Ähnliches. Lies ihn hier: ${link}`
        : `Ich habe nur den Anfang des Beitrags. Diese Wörter stehen nicht darin, auch nichts Ähnliches. Lies ihn hier: ${link}`,
    closest: (kind) => `So steht es nicht im ${writingNames[kind]}. Am nächsten kommt dies:`,
    post: "Das zitieren",
    changed: (kind) =>
      `Der ${writingNames[kind]} wurde inzwischen bearbeitet. Wähle noch einmal, was zitiert wird.`,
    posted: "Zitiert.",
    alreadyPosted: (link) =>
      link === undefined ? "Das wurde schon zitiert." : `Das wurde schon zitiert: ${link}`,
    superseded: (revision) =>
      revision === ""
        ? "Der Kommentar wurde seither bearbeitet: so stand es vorher darin."
        : `Der Kommentar wurde seither bearbeitet: so stand es in der Fassung ${revision}.`,
    revision: (revision) => `So steht es in der Fassung ${revision}.`,
    onSite: (site) => `Auf ${site}`,
    inServer: "Auf diesem Server",
    part: (part, parts) => `${part} von ${parts}`,
    editedSince: (kind, revision) =>
      revision === ""
        ? `Der ${writingNames[kind]} wurde bearbeitet, nachdem er hier zitiert wurde.`
        : `Der ${writingNames[kind]} wurde bearbeitet, nachdem er hier zitiert wurde: so stand es in der Fassung ${revision}.`,
    deletedSince: (kind) => `Der ${writingNames[kind]} wurde gelöscht, nachdem er hier zitiert wurde.`,
  },

  reply: {
    description: "Auf einen Kommentar im gespiegelten Thread antworten, unter eigenem Namen",
    menu: "Auf Kommentar antworten",
    editMenu: "Antwort bearbeiten",
    deleteMenu: "Antwort löschen",
    options: { comment: "Adresse oder Kennung eines Kommentars, oder einige seiner Wörter" },
    onlyInServer:
      "Antworten gehen in die gespiegelten Threads eines Servers. Benutze diesen Befehl auf einem Server.",
    title: (kind) => `Auf einen ${writingNames[kind]} antworten`,
    editTitle: "Deine Antwort bearbeiten",
    text: "Deine Antwort",
    textHint: (kind) =>
      `Erscheint hier unter deinem Namen. Um im Forum zu antworten, öffne den ${writingNames[kind]} dort.`,
    textHintClosed:
      "Erscheint hier unter deinem Namen. Das Forum selbst nimmt dort keine Kommentare mehr an.",
    open: "Antwort schreiben",
    fetched: "Hier ist er. Deine Antwort kommt in seinen gespiegelten Thread.",
    openOnSite: (site) => `Auf ${site} antworten`,
    openClosed: (site) => `Auf ${site} öffnen`,
    closed: (site) => `${site} nimmt dort keine Kommentare mehr an.`,
    notMirrored: (kind, link) =>
      `Dieser ${writingNames[kind]} ist auf diesem Server nicht gespiegelt, also gibt es keinen Thread für eine Antwort. Antworte im Forum: ${link}`,
    notMirroredClosed: (kind, site, link) =>
      `Dieser ${writingNames[kind]} ist auf diesem Server nicht gespiegelt, also gibt es keinen Thread für eine Antwort, und ${site} nimmt dort keine Kommentare mehr an: ${link}`,
    tooSoon: (ms) => `In diesem Thread gilt der Slowmode. Du kannst dort ${relative(ms)} wieder antworten.`,
    mayNotWrite: (thread) =>
      `In ${thread} darfst du nicht schreiben. Bitte die Moderation um **Nachrichten in Threads und Beiträgen senden**.`,
    empty: "Diese Antwort ist leer. Schreib etwas hinein.",
    tooLong: (most) =>
      `Eine Antwort darf höchstens ${count(most)} Zeichen haben. Kürze sie, oder schick zwei.`,
    writtenBy: (name) => `auf diesem Server geschrieben von ${name}`,
    posted: (link) => `Deine Antwort steht hier: ${link}`,
    alreadyPosted: (link) => `Diese Antwort steht schon hier: ${link}`,
    alreadySent: (thread) =>
      `Diese Antwort ist schon unterwegs. Sieh in ${thread} nach, bevor du sie noch einmal schickst.`,
    unconfirmed: (thread) =>
      `Discord hat nicht bestätigt, dass deine Antwort angekommen ist. Sieh in ${thread} nach, bevor du sie noch einmal schickst.`,
    notSent: (reason) => `Deine Antwort wurde nicht geschickt. ${reason}`,
    yourText: "Dein Text zum Kopieren:",
    locked: "Dieser Thread ist gesperrt. Bitte die Moderation, ihn zu entsperren.",
    threadGone: "Dieser Thread wurde gelöscht.",
    notAReply:
      "Diese Nachricht ist keine Antwort eines Mitglieds. Wähle eine, die jemand mit `/antworten` geschrieben hat.",
    notYours: "Nur wer eine Antwort geschrieben hat, kann sie bearbeiten.",
    mayNotDelete:
      "Löschen kann eine Antwort nur, wer sie geschrieben hat oder **Nachrichten verwalten** darf.",
    edited: "Deine Antwort wurde bearbeitet.",
    deleteQuestion: "Diese Antwort löschen? Das lässt sich nicht rückgängig machen.",
    confirmDelete: "Löschen",
    keep: "Behalten",
    kept: "Die Antwort bleibt.",
    deleted: "Die Antwort wurde gelöscht.",
    gone: "Diese Antwort gibt es nicht mehr.",
    outOfReach:
      "Die Nachricht oder der WebHook, der sie geschickt hat, wurde gelöscht; ich kann sie nicht mehr ändern. Die Moderation kann löschen, was noch da ist.",
    noAnswer: "Discord antwortet gerade nicht. Versuch es in einer Minute noch einmal.",
    notChanged: (reason) => `Die Antwort bleibt, wie sie ist. ${reason}`,
  },

  card: {
    mirrored: "auf diesem Server",
    retracted: "zurückgezogen",
    edited: (ms) => `bearbeitet ${relative(ms)}`,
    asOf: (ms) => `Stand ${relative(ms)}`,
    part: (part, parts) => `Teil ${part} von ${parts}`,
    previousPart: "Voriger Teil",
    nextPart: "Nächster Teil",
    quote: "Zitieren",
    context: "Im Zusammenhang zeigen",
    whole: "Ganz zeigen",
    open: (site) => `Auf ${site} öffnen`,
  },

  paging: { back: "Zurück", next: "Weiter" },

  dates: {
    days: "heute gestern vorgestern",
    months: "januar februar märz april mai juni juli august september oktober november dezember",
    units: {
      hour: "h std stunde stunden",
      day: "t tag tage tagen",
      week: "w woche wochen",
      month: "monat monate monaten",
      year: "j jahr jahre jahren",
    },
    one: "ein eine einem einer einen",
    ago: "vor her",
  },

  lookup: {
    description: "Frühere Kommentare finden",
    options: {
      text: 'Wörter, "eine Wendung", anfang*, -ohne; oder Adresse oder Kennung eines Kommentars',
      author: "Nur von dieser Person",
      post: "Nur zu diesem Beitrag: Titel, Adresse oder Kennung",
      site: "Nur in diesem Forum",
      since: "Nicht älter als: 5.3.2024, März 2024, 2024, gestern, 3 Tage, vor 2 Wochen",
      until: "Nicht neuer als: 5.3.2024, März 2024, 2024, gestern, 3 Tage, vor 2 Wochen",
      minScore: "Mit mindestens so vielen Punkten",
      sort: "Reihenfolge der Treffer",
    },
    sorts: {
      relevance: "Passendste zuerst",
      newest: "Neueste zuerst",
      oldest: "Älteste zuerst",
      top: "Meiste Punkte zuerst",
    },
    unknownDate: (typed) =>
      `Ich kann ${typed === "" ? "das" : `\`${typed.replaceAll("`", "'")}\``} nicht als Datum lesen. Möglich sind: \`5.3.2024\`, \`März 2024\`, \`2024\`, \`gestern\`, \`3 Tage\`, \`vor 2 Wochen\`.`,
    emptyTime: "`seit` liegt nach `bis`, also passt kein Kommentar. Vertausche sie, oder lass eines weg.",
    unknownAuthor: (typed) =>
      `Ich kenne niemanden namens „${typed}“. Wähle aus der Liste, oder gib die Adresse der Autorenseite an.`,
    unknownPost: (typed) =>
      `Ich kenne keinen Beitrag namens „${typed}“. Wähle aus der Liste, oder gib seine Adresse an.`,
    notAnAuthor:
      "Das ist nicht die Adresse einer Autorenseite. Gib die Adresse der Seite im Forum an, oder wähle aus der Liste.",
    notAPost:
      "Das ist nicht die Adresse eines Beitrags. Gib die eines Beitrags an, oder wähle aus der Liste.",
    unknownSite: (titles) => `Dieses Forum lese ich nicht. Ich lese ${titles.join(", ")}.`,
    commentsOf: ({ words, author, post, site, since, until, minScore, sort }) =>
      [
        words === "" ? "Kommentare" : `Kommentare mit „${words}“`,
        author === "" ? "" : `von ${author}`,
        post === "" ? "" : `zu „${post}“`,
        site === "" ? "" : `auf ${site}`,
        since === "" ? "" : `seit ${since}`,
        until === "" ? "" : `vor ${until}`,
        minScore === undefined ? "" : `mit mindestens ${plural(minScore, "Punkt", "Punkten")}`,
        `· ${sort}`,
      ]
        .filter(Boolean)
        .join(" "),
    shortBeginning: (word) =>
      `\`${word}*\` ist zu kurz, um danach zu suchen. Schreib mindestens zwei Buchstaben vor den Stern.`,
    onlySigns:
      "Nach Satzzeichen und Symbolen allein kann ich nicht suchen. Gib Wörter, Zahlen oder Emoji an; die Zeichen dazwischen beachte ich nicht.",
    onlyWithout:
      "Du hast nur gesagt, was fehlen soll. Gib auch ein Wort an, nach dem ich suchen soll, etwa `katzen -hunde`, oder eine Person, einen Beitrag oder ein Forum.",
    results: (first, last, total) =>
      `Treffer ${first === last ? count(first) : `${count(first)} bis ${count(last)}`} von ${total.isMore ? "mehr als " : ""}${count(total.count)}`,
    none: "Kein archivierter Kommentar passt. Versuch es mit weniger Wörtern oder Filtern. Im Archiv sind die Kommentare von allem, was abonniert ist, und solche, nach denen jemand gefragt hat.",
    noneYet: "Auf dieser Seite nichts; *Weiter* setzt die Suche fort.",
    shortened: (words) =>
      `Deine Suche ist lang, deshalb habe ich nur nach einem Teil davon gesucht: höchstens ${words} Wörtern oder ${words + 1} Zeichen ohne Leerzeichen dazwischen.`,
    end: "Das ist alles.",
    archived: (oldestReadMs) => `Aus dem Archiv; das Älteste davon wurde ${relative(oldestReadMs)} gelesen.`,
    down: (reason) => `${reason} Das habe ich gespeichert.`,
    choose: "Zeigen, zitieren oder im Zusammenhang…",
    choices: { show: "Zeigen", quote: "Zitieren", context: "Im Zusammenhang" },
    forgotten:
      "Diese Suche ist älter als einen Monat, und ich kenne sie nicht mehr. Benutze `/suchen` noch einmal.",
  },

  top: {
    description: "Die besten Kommentare eines Tages, einer Woche oder eines Monats zeigen",
    options: {
      period: "Wie weit zurück: eine Woche, wenn du nichts wählst",
      site: "In diesem Forum; sonst, was dieser Server abonniert hat",
    },
    periods: { day: "Letzte 24 Stunden", week: "Letzte 7 Tage", month: "Letzte 30 Tage" },
    heading: (period, site) =>
      `**Beste Kommentare der ${{ day: "letzten 24 Stunden", week: "letzten 7 Tage", month: "letzten 30 Tage" }[period]}** · ${site === undefined ? "Auf diesem Server abonniert" : `Auf ${site}, soweit im Archiv`}`,
    none: (period, site) => {
      const where =
        site === undefined ? "Unter dem, was dieser Server abonniert hat," : `Im Archiv von ${site}`;
      const since = { day: "letzten 24 Stunden", week: "letzten 7 Tage", month: "letzten 30 Tage" }[period];
      const longer = period === "month" ? "" : " Wähle einen längeren `zeitraum`.";
      const elsewhere =
        site === undefined
          ? " Mit `forum` zeige ich das Beste eines ganzen Forums."
          : " `/suchen` findet ältere.";
      return `${where} gibt es keinen Kommentar der ${since}.${longer}${elsewhere}`;
    },
    siteNeeded:
      "Außerhalb eines Servers, auf dem ich bin, muss ich wissen, welches Forum du meinst. Wähle ein `forum`.",
  },

  context: {
    description: "Wo ein Kommentar steht: worauf er antwortet, und was auf ihn antwortet",
    menu: "Zusammenhang zeigen",
    options: { comment: "Adresse oder Kennung eines Kommentars, oder einige seiner Wörter" },
    top: "Er steht ganz oben in der Diskussion.",
    answer: "Er beantwortet die Frage.",
    depth: (depth) => `Tiefe ${depth}`,
    atLeast: (depth) => `Tiefe ${depth} oder mehr`,
    cutOff: "Die Kommentare, auf die er antwortet, lassen sich nicht mehr lesen.",
    gap: (where, number) =>
      `… ${comments(number)} ${{ above: "weiter oben", between: "dazwischen", below: "weiter unten" }[where]}`,
    replies: (number) => plural(number, "direkte Antwort", "direkte Antworten"),
    shownReplies: (first, last, total) => `Antworten ${first} bis ${last} von ${count(total)}`,
    noReplies: "Keine direkten Antworten.",
    noKnownReplies: "Ich kenne keine direkten Antworten.",
    asArchived: (reason) => `${reason} Das steht im Archiv; vielleicht gibt es inzwischen mehr.`,
    showAbove: "Kommentare dazwischen zeigen",
    moreAbove: "Weiter nach oben",
    collapse: "Einklappen",
  },

  profile: {
    description: "Die Seite einer Person: wer sie ist und was sie geschrieben hat",
    options: { user: "Name einer Person, oder die Adresse ihrer Seite" },
    notAUser: "Das ist nicht die Adresse einer Autorenseite. Gib die Adresse der Seite im Forum an.",
    gone: (site) => `${site} zeigt diese Seite nicht mehr.`,
    onlyAName: (site) =>
      `Bei ${site} ist das ein Name ohne Konto, deshalb gibt es keine Profilseite. Was damit unterschrieben ist, zeigt \`/suchen\` mit \`autor\`.`,
    noBio: "Noch kein Profiltext.",
    notArchived: "Die Seite selbst habe ich nicht gespeichert; was die Person geschrieben hat, steht unten.",
    karma: "Karma",
    memberSince: "Dabei seit",
    posts: "Beiträge",
    overview: "Zur Person",
    lists: { sequences: "Reihen", wiki: "Wiki-Änderungen", comments: "Kommentare" },
    listButton: (list, number) => (number === undefined ? list : `${list} (${count(number)})`),
    sequence: (number, created) => `${posts(number)}, begonnen ${created}`,
    contribution: ({ added, removed, revision }) =>
      [
        added === undefined ? "" : `+${count(added)}`,
        removed === undefined ? "" : `−${count(removed)}`,
        revision === "" ? "" : `Fassung ${revision}`,
      ]
        .filter(Boolean)
        .join(" · "),
    pinned: "📌 Angeheftet",
    shown: (list, first, last, total) =>
      `${list}: ${first === last ? count(first) : `${count(first)} bis ${count(last)}`}${total === undefined ? "" : ` von ${count(total)}`}`,
    none: "Hier ist nichts.",
    read: (ms) => `Gelesen ${relative(ms)}`,
    tooLong: (link) => `Weiter zurück zeigt das Forum nichts. Siehe ${link}`,
    notKept: (reason) =>
      `${reason} Ich habe diese Seite auch nicht gespeichert. Versuch es später noch einmal.`,
    follow: "Abonnieren",
    forgotten:
      "Diese Seite ist älter als einen Monat, und ich kenne sie nicht mehr. Benutze `/profil` noch einmal.",
  },

  settings: {
    description: "Einstellungen dieses Servers sehen und ändern",
    mayNot: "Dafür brauchst du auf diesem Server **Server verwalten**. Frag jemanden, der das darf.",
    title: "Einstellungen dieses Servers",
    effect: "Änderungen gelten sofort.",
    deletions: "Im Forum gelöschte Kommentare",
    deletionsAre: {
      tombstone: "Ihre Nachrichten sagen, dass der Kommentar gelöscht wurde.",
      remove: "Ihre Nachrichten werden entfernt.",
    },
    chooseDeletions: { tombstone: "Hinweis stehen lassen", remove: "Nachrichten entfernen" },
    score: "Punktezeile",
    scoreIs: {
      on: "Neue und geänderte Nachrichten zeigen Punkte und Zustimmung.",
      off: "Neue und geänderte Nachrichten zeigen keine Punkte.",
    },
    chooseScore: { on: "Punkte zeigen", off: "Punkte weglassen" },
    sites: "Foren, die abonniert werden dürfen",
    chooseSites: "Foren wählen",
    anyPublicSite: "Jede öffentliche Seite, die Mitglieder wählen",
    membersSites: (titles, most) =>
      titles.length === 0
        ? `Mitglieder haben keine weiteren gewählt (höchstens ${most}).`
        : `Von Mitgliedern gewählt (${titles.length} von höchstens ${most}): ${titles.join(", ")}`,
    defaultChannel: "Forumskanal, den `/abonnieren` nimmt, wenn du keinen nennst",
    chooseDefaultChannel: "Einen Forumskanal wählen",
    followers: "Rollen, die abonnieren dürfen, zusätzlich zu allen mit „Threads und Beiträge verwalten“",
    chooseFollowers: "Rollen wählen",
    limit: "Wie viel abonniert werden darf",
    limitIs: (follows, limit) => `${count(follows)} von ${plural(limit, "Abo", "Abos")}`,
    chooseLimit: "Grenze ändern",
    limitLabel: "Höchstzahl der Abos dieses Servers",
    limitHint: (most) => `Eine ganze Zahl von 1 bis ${count(most)}`,
    badLimit: (most) => `Die Grenze muss eine ganze Zahl von 1 bis ${count(most)} sein.`,
    muted: "Autoren, die nicht gespiegelt werden",
    nobody: "niemand",
    more: (number) => `und ${count(number)} weitere`,
    chooseMuted: "Autoren ändern",
    mutedLabel: "Autoren, einer pro Zeile",
    mutedHint: "Adressen ihrer Seiten, oder ihre Namen, wie das Forum sie schreibt",
    tooManyMuted: (most) => `Höchstens ${plural(most, "Person", "Personen")} können weggelassen werden.`,
    unknownAuthor: (names, more) =>
      `Kein Forum kennt ${names.join(", ")}${more > 0 ? ` und ${count(more)} weitere` : ""}. Es wurde nichts geändert. Gib die Adressen der Autorenseiten an.`,
    troubleChannel: "Kanal für Problemmeldungen",
    chooseTroubleChannel: "Einen Kanal wählen",
    cannotWrite: (channel) =>
      `In ${channel} darf ich nicht schreiben. Gib mir dort **Kanal ansehen** und **Nachrichten senden**, und wähle ihn dann noch einmal.`,
    trouble: (follow, reason) => `⚠️ ${follow} ist angehalten. ${reason}`,
    refusedBySite: (follow, site, post) =>
      post === undefined
        ? `⚠️ ${follow}: ${site} verweigert diese Liste immer wieder aus einem Grund, den ich nicht kenne, also wird nichts Neues gespiegelt. Ich versuche es weiter. Sieh im Browser nach, ob sie sich öffnet, wenn du abgemeldet bist.`
        : `⚠️ ${follow}: ${site} verweigert „${post}“ immer wieder aus einem Grund, den ich nicht kenne. Was Besucher nicht mehr sehen, habe ich entfernt. Es kommt zurück, wenn das Forum es wieder zeigt. Sieh im Browser nach, ob es sich öffnet, wenn du abgemeldet bist.`,
  },

  archive: {
    cannotRecall:
      "Mein Zwischenspeicher antwortet gerade nicht, deshalb weiß ich nicht, wozu diese Schaltfläche gehört. Benutze den Befehl noch einmal, oder versuch es mit der Schaltfläche in einer Minute wieder.",
  },

  storeFault: (fault) =>
    ({
      full: "Meine Festplatte ist voll, deshalb habe ich nichts geändert. Bitte den Betreiber, Platz zu schaffen, und versuch es dann noch einmal.",
      "read-only":
        "Meine Datenbank lässt sich gerade nur lesen, deshalb habe ich nichts geändert. Sag dem Betreiber Bescheid.",
      damaged: "Meine Datenbank ist beschädigt. Bitte den Betreiber, eine Sicherung einzuspielen.",
      unreachable:
        "Ich erreiche meine Datenbank gerade nicht. Versuch es in einer Minute noch einmal. Bleibt es dabei, sag dem Betreiber Bescheid.",
      locked:
        "Meine Datenbank ist gerade beschäftigt, deshalb habe ich nichts geändert. Versuch es in einer Minute noch einmal.",
    })[fault],

  privacy: {
    description: "Was ich über wen speichere, und wie es gelöscht wird",
    options: { author: "Wer in einem Forum schreibt: Name oder Adresse der Profilseite" },
    title: "Was über wen gespeichert wird",
    about: {
      authors: "Autoren in den Foren",
      authorsText:
        "Kommentare und Beiträge, wie die Foren sie zeigen, mit Name, Bild und Profilseite, bis der Betreiber das Archiv leert. Was dort gelöscht wird, lösche ich auch. `/datenschutz` mit `autor` zeigt eine Person und lässt sie widersprechen.",
      server: "Dieser Server",
      serverText: ({ follows, messages, quotes, replies }) =>
        `Einstellungen, ${plural(follows, "Abo", "Abos")}, wo ${plural(messages, "Nachricht", "Nachrichten")} mit gespiegelten Kommentaren ${messages === 1 ? "steht" : "stehen"}, ${plural(quotes, "Zitat", "Zitate")}, und wer ${plural(replies, "Antwort", "Antworten")} geschrieben hat. Gespeichert, solange ich auf dem Server bin, und 30 Tage danach. Kein anderer Server sieht es.`,
      outside: "Du bist hier auf keinem Server, also gibt es keine Serverdaten.",
      you: "Du",
      youText: ({ replies, follows, settings }) =>
        `Deine Nutzer-ID bei ${plural(replies, "Antwort", "Antworten")}, die du durch mich geschrieben hast, bei ${plural(follows, "Abo", "Abos")} von dir und bei den Einstellungen von ${plural(settings, "Server", "Servern")}. Nicht, was du sonst sagst: Deine Nachrichten lese ich nicht.`,
      others: "Eine Zeit lang gespeichert",
      othersText:
        "Was eine Schaltfläche sich merken muss, etwa eine Suche: 30 Tage. Das Protokoll des Betreibers: solange er es aufhebt.",
    },
    exportServer: "Serverdaten herunterladen",
    deleteServer: "Serverdaten löschen",
    forgetMe: "Löschen, was über mich gespeichert ist",
    exported: (name) =>
      `Alles, was über diesen Server gespeichert ist, steht in \`${name}\`. Nur du siehst das.`,
    deleteTitle: "Daten dieses Servers löschen",
    deleteWarning:
      "Alle Abos enden, und Einstellungen, das Verzeichnis aller Nachrichten, Zitate und Antworten werden vergessen. Nachrichten und Forumsbeiträge in Discord bleiben, und ich kann sie dann nicht mehr ändern oder entfernen: Sollen sie weg, beende die Abos zuerst mit `/abbestellen` und `beiträge-löschen`. Das lässt sich nicht rückgängig machen.",
    deleteLabel: "Gib den Namen des Servers ein",
    deleteMismatch: "So heißt der Server nicht. Es wurde nichts gelöscht.",
    deleted:
      "Alles, was über diesen Server gespeichert war, ist gelöscht. Was in Discord steht, bleibt; lösche es dort.",
    forgetMeQuestion: "Das betrifft deine Nutzer-ID auf allen Servern. Abos und Einstellungen bleiben.",
    forgetMeReplies: (replies) =>
      `${replies === 1 ? "Deine Antwort bleibt" : `Deine ${count(replies)} Antworten bleiben`} in Discord, wenn du sie nicht mitlöschst; danach weiß ich nicht mehr, von wem sie ${replies === 1 ? "ist" : "sind"}, und du kannst sie durch mich nicht mehr bearbeiten oder löschen.`,
    forgetOnly: "Mich vergessen",
    forgetAll: "Mich vergessen, Antworten löschen",
    forgotten: "Über dich ist nichts mehr gespeichert.",
    notAllDeleted: (left) =>
      `${plural(left, "Antwort ließ", "Antworten ließen")} sich jetzt nicht löschen, darum kenne ich sie noch. Versuch es später noch einmal.`,
    kept: "Zurzeit gespeichert",
    keptComments: (number, isMore) =>
      `${isMore ? "mehr als " : ""}${plural(number, "Kommentar", "Kommentare")} mit Text`,
    keptName: (isKept) => (isKept ? "Name und Bild" : "weder Name noch Bild"),
    keptProfile: (isKept) => (isKept ? "die Profilseite" : "keine Profilseite"),
    howLong:
      "Solange der Betreiber das Archiv aufhebt. Es ist eine Kopie dessen, was das Forum allen zeigt, und folgt seinen Änderungen und Löschungen.",
    state: "Widerspruch",
    notOut: "Kein Widerspruch.",
    outSince: (ms, isByOperator) =>
      `Widerspruch seit <t:${Math.floor(ms / 1000)}:D>, ${isByOperator ? "durch den Betreiber auf Anfrage" : "belegt durch einen Code im Profil im Forum"}. Nichts von dieser Person wird hier gespeichert oder gezeigt.`,
    backIn: "Der Widerspruch wird zurückgenommen; das dauert einen Augenblick.",
    stages: {
      collecting: "Das Archiv wird geleert.",
      marking: "Ihre Worte werden in Discord gesucht.",
      done: (ms) => `Erledigt; die letzte vollständige Suche, ${relative(ms)}, hat nichts gefunden.`,
    },
    removing: (left) =>
      `${plural(left, "Kommentar ist", "Kommentare sind")} noch aus Discord zu entfernen. Wo mir Berechtigungen fehlen oder ich nicht mehr auf dem Server bin, muss das warten.`,
    whatItDoes:
      "Ein Widerspruch entfernt Kommentare und Beiträge der Person aus meinem Archiv, aus den gespiegelten Threads aller Server und aus meinen Zitaten und hält auch künftig alles von ihr heraus. Was andere in eigenen Kommentaren zitieren, bleibt, ebenso Forumsbeiträge von Abos, die schon beendet waren; die kann die Moderation dort löschen.",
    proveOut: "Das bin ich: widersprechen",
    proveIn: "Das bin ich: Widerspruch zurücknehmen",
    openProfile: (site) => `Profil auf ${site} öffnen`,
    instructions: ({ name, site, code, validUntilMs }) =>
      `Nur ${name} kann das eigene Profil ändern. Setze diesen Code irgendwo in die Selbstbeschreibung (Bio) auf ${site}, speichere und drücke *Jetzt prüfen*:\n\`\`\`\n${code}\n\`\`\`\nEr gilt einmal, bis <t:${Math.floor(validUntilMs / 1000)}:f>, und nur für diese Person. Danach kannst du ihn wieder entfernen. Er ist kein Geheimnis.`,
    check: "Jetzt prüfen",
    provenOut:
      "Der Code ist da: Der Widerspruch gilt. Alles von dir wird gerade entfernt; `/datenschutz` mit `autor` zeigt, wie weit das ist. Den Code kannst du jetzt wieder entfernen.",
    provenIn:
      "Der Code ist da: Der Widerspruch ist zurückgenommen. Deine Kommentare erscheinen, sobald die Threads wieder gelesen werden. Den Code kannst du jetzt wieder entfernen.",
    codeExpired:
      "Dieser Code ist abgelaufen oder wurde schon benutzt. Mit `/datenschutz` und `autor` bekommst du einen neuen.",
    checkedJustNow: "Ich habe gerade erst nachgesehen. Versuch es in zehn Sekunden noch einmal.",
    codeNotFound: (site, code) =>
      `${site} zeigt \`${code}\` nicht in der Bio dieses Profils. Speichere das Profil, sieh im Browser nach, ob der Code dort steht, und drücke noch einmal *Jetzt prüfen*.`,
    noPage: (site) =>
      `${site} zeigt keine Profilseite dieser Person, also kann sie dort nicht belegen, wer sie ist. Wende dich an den Betreiber dieses Bots.`,
    onlyAName: (site) =>
      `Bei ${site} ist das ein Name ohne Konto: Alle, die so unterschreiben, gelten als eine Person, und niemand kann belegen, dass der Name ihm gehört.`,
    noProof: (site) => `${site} hat keine Seite, auf der jemand belegen könnte, wer er ist.`,
    askOperator: (reference) =>
      `Um zu widersprechen, wende dich an den Betreiber dieses Bots und nenne ihm diese Kennung: \`${reference}\``,
    followEnded: (channel) =>
      `ℹ️ Eine Person, deren Kommentare dieser Server in ${channel} abonniert hatte, hat diesem Bot widersprochen. Das Abo ist beendet, und sein Forumsbeitrag wurde entfernt.`,
    optedOut:
      "Wer das geschrieben hat, hat diesem Bot widersprochen: Nichts davon wird hier gespeichert oder gezeigt. Lies es auf der Website, oder sieh in `/datenschutz` nach.",
  },

  interaction: {
    failed: (reference) =>
      `Bei mir ist etwas schiefgegangen. Versuch es noch einmal. Passiert es wieder, nenne dem Betreiber diese Kennung: \`${reference}\``,
    tryLater: "Versuch es in ein paar Minuten noch einmal.",
    tryInHours: "Versuch es in ein paar Stunden noch einmal.",
    goesOn: "Ich versuche es weiter.",
    tooOld:
      "Diese Schaltfläche oder dieses Formular gehört zu einer älteren Fassung von mir. Benutze den Befehl noch einmal.",
    foreignChannel:
      "Diesen Kanal gibt es auf diesem Server nicht, oder du siehst ihn nicht. Wähle einen aus der Liste.",
    foreignRole: "Diese Rolle gibt es auf diesem Server nicht. Wähle eine seiner Rollen.",
    notOffered: "Das steht nicht zur Auswahl. Benutze den Befehl noch einmal und wähle aus dem Menü.",
    unknownCommand: "Diesen Befehl habe ich nicht mehr. Er verschwindet binnen einer Stunde aus Discord.",
  },
};

const numbers = new Intl.NumberFormat("de-DE");
/** Up to this many sites are named; more are only counted. */
const mostNamed = 10;
const list = new Intl.ListFormat("de-DE");

/** Formats a whole number with a true minus sign and separated thousands. */
function count(number: number): string {
  return numbers.format(number).replace("-", "−");
}

function italics(names: readonly string[]): string {
  return names.map((name) => `*${name}*`).join(", ");
}

function plural(number: number, one: string, many: string): string {
  return `${count(number)} ${Math.abs(number) === 1 ? one : many}`;
}

function comments(number: number, isDative = false): string {
  return plural(number, "Kommentar", isDative ? "Kommentaren" : "Kommentare");
}

function posts(number: number, isDative = false): string {
  return plural(number, "Beitrag", isDative ? "Beiträgen" : "Beiträge");
}

function sharedPosts(own: number, shared: number): string {
  const posts =
    own > 0
      ? plural(shared, "weiterer Forumsbeitrag", "weitere Forumsbeiträge")
      : plural(shared, "Forumsbeitrag", "Forumsbeiträge");
  return shared === 1
    ? `${posts} gehört auch zu anderen Abos und bleibt`
    : `${posts} gehören auch zu anderen Abos und bleiben`;
}

function messages(number: number): string {
  return plural(number, "Nachricht", "Nachrichten");
}

function relative(ms: number): string {
  return `<t:${Math.floor(ms / 1000)}:R>`;
}

/** Formats a time of day, because a relative time reads badly after "until". */
function clockTime(ms: number): string {
  return `<t:${Math.floor(ms / 1000)}:t>`;
}
