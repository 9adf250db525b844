PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE baby (
    id     BLOB PRIMARY KEY CHECK (length(id) = 16),
    name   TEXT,
    born   TEXT,
    due    TEXT,
    closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1))
) STRICT, WITHOUT ROWID;
INSERT INTO "baby" VALUES(X'01A2031E32FC7037A2780286582D4704','Maya','2026-09-01',NULL,0);
CREATE TABLE carer (
    id              BLOB PRIMARY KEY CHECK (length(id) = 16),
    name            TEXT,
    hidden_checkins INTEGER NOT NULL DEFAULT 0 CHECK (hidden_checkins IN (0, 1))
) STRICT, WITHOUT ROWID;
INSERT INTO "carer" VALUES(X'01A2031E32FC7037A278028721C9983D','Anna',0);
INSERT INTO "carer" VALUES(X'01A219597D9F704190BD0705A2541B6E','Ben',0);
CREATE TABLE draft (
    slot    TEXT PRIMARY KEY,
    content TEXT NOT NULL CHECK (json_valid(content)),
    made    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE entry (
    id           BLOB PRIMARY KEY CHECK (length(id) = 16),
    kind         TEXT NOT NULL,
    baby         BLOB,
    carer        BLOB NOT NULL,
    at           INTEGER NOT NULL,
    at_offset    INTEGER NOT NULL,
    until        INTEGER,
    until_offset INTEGER,
    open         INTEGER NOT NULL DEFAULT 0 CHECK (open IN (0, 1)),
    note         TEXT,
    detail       TEXT NOT NULL CHECK (json_valid(detail)),
    rev          INTEGER NOT NULL DEFAULT 1,
    made         INTEGER NOT NULL,
    changed      INTEGER NOT NULL,
    CHECK ((until IS NULL) = (until_offset IS NULL))
) STRICT;
INSERT INTO "entry" VALUES(X'01A2031E7FEE711F840B9C997AA1EA4D','sleep',X'01A2031E32FC7037A2780286582D4704',X'01A2031E32FC7037A278028721C9983D',1795338000,0,1795342200,0,0,NULL,'{}',1,1795348660,1795348660);
INSERT INTO "entry" VALUES(X'01A2031E821A71A19E45E18B474A70EF','massage',X'01A2031E32FC7037A2780286582D4704',X'01A2031E32FC7037A278028721C9983D',1795342500,0,1795343220,0,0,NULL,'{"areas":["legs","tummy"],"moments":[{"cues":["e-smile","e-coo","q-look"],"did":["paused"]}],"ended":"baby-said-stop"}',1,1795348660,1795348660);
INSERT INTO "entry" VALUES(X'01A2031E836F7231A266223E953C9A0A','cue',X'01A2031E32FC7037A2780286582D4704',X'01A2031E32FC7037A278028721C9983D',1795345200,0,NULL,NULL,0,NULL,'{"moments":[{"cues":["q-hic","q-look"],"meant":"change","did":["cuddled"]}]}',1,1795348660,1795348660);
INSERT INTO "entry" VALUES(X'01A2031E843877CD95EC71A6C3C54D43','checkin',NULL,X'01A2031E32FC7037A278028721C9983D',1795329000,0,NULL,NULL,0,NULL,'{"sealed":"YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBkQVFxQWJUUGt5VnFnaDBjR3l4ajI1TEpzbzh1bkw2SDc3N2FZTXhzbWswCitpL1FUNStnd2w4MkdyVFRQYjJ6UmFFZVZmcVNmVysvYWpXODlmMHVWRlkKLT4gWCMjPWAzLC1ncmVhc2UgTyBOOStRYTdAJApvUlYvQm0wMzFoOUx3c2J0R3pPeHlmaGZycitLTS9oYmltWlorVEJSbmloajNBK0V2OGtqaERHaEQ4OGplUFRzCloyRlE0MndMajlLcWFtdwotLS0gNTFmKzFRaXRlU2tTczV2T3dRcU4xdldxT25ZWkJpbFRTZ1NyeGNmZm5wSQrwTsclmcIwLAR0PFypehnZSlyB4D81mzldQp69nv96aqoAM19e1+3E3z/qDGpLZ6BZa67IiXRKeh5n/ay8AB5aMY5d+KLtRURGeK5s69AH9Y0ybKLevJ1QBZ8p7dUVHvhiUd8Eyid+CANvy3dIC/fuU2ADRUziUkLDIqFJ7MLwN4JeRvocdrgMtK62Z5OF2pbpCG4tH7a0n/nOYC+v1icgq+yF/im34lt6UPJAUgXtY3DbVYGtrfKvOD4VMFpTpBtx+IebqdEQDpsjcp6lNNvMNaRpnhhg9J5iuDdsR4ty6Wtt+Jec8zMI15pNYVKCDoPEJyp+iYz3C+Q0UdtI4pg9a2WhddQNrg=="}',2,1795348661,1795348661);
INSERT INTO "entry" VALUES(X'01A2031E84D97012986A78906CDAF6EE','sleep',X'01A2031E32FC7037A2780286582D4704',X'01A2031E32FC7037A278028721C9983D',1795287600,0,NULL,NULL,0,NULL,'{"night":"2026-11-21","words":"badly"}',1,1795348661,1795348661);
INSERT INTO "entry" VALUES(X'01A2031E8506774AA5945F661C9F8B3D','note',NULL,X'01A2031E32FC7037A278028721C9983D',1795356000,0,NULL,NULL,0,'ask about the rash','{"for_visit":true}',1,1795356000,1795356000);
INSERT INTO "entry" VALUES(X'01A2195984B877E6846FB3474FEA5EE1','checkin',NULL,X'01A219597D9F704190BD0705A2541B6E',1795356420,0,NULL,NULL,0,NULL,'{"felt":4}',1,1795356420,1795356420);
CREATE TABLE history (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    title   TEXT NOT NULL,
    made    INTEGER NOT NULL,
    run     BLOB NOT NULL CHECK (length(run) = 16),
    machine TEXT NOT NULL,
    state   TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'dropped')),
    undone  INTEGER
) STRICT;
INSERT INTO "history" VALUES(1,'The baby is called Maya, born 1 Sep 2026',1795348640,X'01A2031E32FA73BBB34957B9622F675D','a machine','done',NULL);
INSERT INTO "history" VALUES(2,'Me is called Anna now',1795348640,X'01A2031E339F7775AA869C59E0D22644','a machine','done',NULL);
INSERT INTO "history" VALUES(3,'The day begins at 06:30',1795348640,X'01A2031E33E870B68959E6BDB6FF1A87','a machine','done',NULL);
INSERT INTO "history" VALUES(4,'09:00–10:10 sleep, 1 h 10',1795348660,X'01A2031E7F9075B3ACBB304AD0870C8C','a machine','done',NULL);
INSERT INTO "history" VALUES(5,'import of own.json: 0 entries',1795348660,X'01A2031E80D273248B8676899A829277','a machine','done',NULL);
INSERT INTO "history" VALUES(6,'The night of 20 Nov 2026 was not all written down',1795348660,X'01A2031E813C71EA9033B15BF29D5A28','a machine','done',NULL);
INSERT INTO "history" VALUES(7,'10:15 massage, 12 min, legs and feet, tummy',1795348660,X'01A2031E818D766F9ACA98686998923D','a machine','done',NULL);
INSERT INTO "history" VALUES(8,'11:00 cue, hiccups, looks away',1795348660,X'01A2031E82D176958040CFB42A2A7D99','a machine','done',NULL);
INSERT INTO "history" VALUES(9,'a check-in for its writer',1795348661,X'01A2031E841272E7A346DB419464712F','a machine','done',NULL);
INSERT INTO "history" VALUES(10,'21 Nov 2026, night sleep, the night of 21 Nov: badly',1795348661,X'01A2031E84A77708BFBC7FD00C7D4DC7','a machine','done',NULL);
INSERT INTO "history" VALUES(11,'14:00 note, ask about the rash',1795356000,X'01A2031E84FF7417A175C4454CDF8576','a machine','done',NULL);
INSERT INTO "history" VALUES(12,'Ben writes in the journal too',1795356420,X'01A219597D9D716F80656F9113096366','vm','done',NULL);
INSERT INTO "history" VALUES(13,'14:07 check-in by Ben',1795356420,X'01A2195984B57225B9EF957BF99A4FEB','vm','done',NULL);
CREATE TABLE history_edit (
    history INTEGER NOT NULL REFERENCES history (id) ON DELETE CASCADE,
    n       INTEGER NOT NULL,
    record  TEXT NOT NULL,
    key     TEXT NOT NULL,
    before  TEXT CHECK (before IS NULL OR json_valid(before)),
    after   TEXT CHECK (after IS NULL OR json_valid(after)),
    PRIMARY KEY (history, n)
) STRICT, WITHOUT ROWID;
INSERT INTO "history_edit" VALUES(1,0,'baby','01a2031e-32fc-7037-a278-0286582d4704','{"id":"01a2031e-32fc-7037-a278-0286582d4704"}','{"id":"01a2031e-32fc-7037-a278-0286582d4704","name":"Maya","born":"2026-09-01"}');
INSERT INTO "history_edit" VALUES(2,0,'carer','01a2031e-32fc-7037-a278-028721c9983d','{"id":"01a2031e-32fc-7037-a278-028721c9983d"}','{"id":"01a2031e-32fc-7037-a278-028721c9983d","name":"Anna"}');
INSERT INTO "history_edit" VALUES(3,0,'setting','day_start',NULL,'{"name":"day_start","value":"06:30"}');
INSERT INTO "history_edit" VALUES(4,0,'entry','01a2031e-7fee-711f-840b-9c997aa1ea4d',NULL,'{"id":"01a2031e-7fee-711f-840b-9c997aa1ea4d","kind":"sleep","baby":"01a2031e-32fc-7037-a278-0286582d4704","carer":"01a2031e-32fc-7037-a278-028721c9983d","at":[1795338000,0],"until":[1795342200,0],"about":false,"note":null,"detail":{}}');
INSERT INTO "history_edit" VALUES(5,0,'own_cue','own-1',NULL,'{"code":"own-1","words":"the windmill","points":"engagement"}');
INSERT INTO "history_edit" VALUES(6,0,'mark','01a2031e-8148-735e-a7d4-5e1406eca080',NULL,'{"id":"01a2031e-8148-735e-a7d4-5e1406eca080","date":"2026-11-20","span":"night","complete":false}');
INSERT INTO "history_edit" VALUES(7,0,'entry','01a2031e-821a-71a1-9e45-e18b474a70ef',NULL,'{"id":"01a2031e-821a-71a1-9e45-e18b474a70ef","kind":"massage","baby":"01a2031e-32fc-7037-a278-0286582d4704","carer":"01a2031e-32fc-7037-a278-028721c9983d","at":[1795342500,0],"until":[1795343220,0],"about":false,"note":null,"detail":{"areas":["legs","tummy"],"moments":[{"cues":["e-smile","e-coo","q-look"],"did":["paused"]}],"ended":"baby-said-stop"}}');
INSERT INTO "history_edit" VALUES(8,0,'entry','01a2031e-836f-7231-a266-223e953c9a0a',NULL,'{"id":"01a2031e-836f-7231-a266-223e953c9a0a","kind":"cue","baby":"01a2031e-32fc-7037-a278-0286582d4704","carer":"01a2031e-32fc-7037-a278-028721c9983d","at":[1795345200,0],"until":null,"about":false,"note":null,"detail":{"moments":[{"cues":["q-hic","q-look"],"meant":"change","did":["cuddled"]}]}}');
INSERT INTO "history_edit" VALUES(9,0,'entry','01a2031e-8438-77cd-95ec-71a6c3c54d43',NULL,'{"id":"01a2031e-8438-77cd-95ec-71a6c3c54d43","kind":"checkin","baby":null,"carer":"01a2031e-32fc-7037-a278-028721c9983d","at":[1795329000,0],"until":null,"about":false,"note":null,"detail":{"sealed":"YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBkQVFxQWJUUGt5VnFnaDBjR3l4ajI1TEpzbzh1bkw2SDc3N2FZTXhzbWswCitpL1FUNStnd2w4MkdyVFRQYjJ6UmFFZVZmcVNmVysvYWpXODlmMHVWRlkKLT4gWCMjPWAzLC1ncmVhc2UgTyBOOStRYTdAJApvUlYvQm0wMzFoOUx3c2J0R3pPeHlmaGZycitLTS9oYmltWlorVEJSbmloajNBK0V2OGtqaERHaEQ4OGplUFRzCloyRlE0MndMajlLcWFtdwotLS0gNTFmKzFRaXRlU2tTczV2T3dRcU4xdldxT25ZWkJpbFRTZ1NyeGNmZm5wSQrwTsclmcIwLAR0PFypehnZSlyB4D81mzldQp69nv96aqoAM19e1+3E3z/qDGpLZ6BZa67IiXRKeh5n/ay8AB5aMY5d+KLtRURGeK5s69AH9Y0ybKLevJ1QBZ8p7dUVHvhiUd8Eyid+CANvy3dIC/fuU2ADRUziUkLDIqFJ7MLwN4JeRvocdrgMtK62Z5OF2pbpCG4tH7a0n/nOYC+v1icgq+yF/im34lt6UPJAUgXtY3DbVYGtrfKvOD4VMFpTpBtx+IebqdEQDpsjcp6lNNvMNaRpnhhg9J5iuDdsR4ty6Wtt+Jec8zMI15pNYVKCDoPEJyp+iYz3C+Q0UdtI4pg9a2WhddQNrg=="}}');
INSERT INTO "history_edit" VALUES(10,0,'entry','01a2031e-84d9-7012-986a-78906cdaf6ee',NULL,'{"id":"01a2031e-84d9-7012-986a-78906cdaf6ee","kind":"sleep","baby":"01a2031e-32fc-7037-a278-0286582d4704","carer":"01a2031e-32fc-7037-a278-028721c9983d","at":[1795287600,0],"until":null,"about":false,"note":null,"detail":{"night":"2026-11-21","words":"badly"}}');
INSERT INTO "history_edit" VALUES(11,0,'entry','01a2031e-8506-774a-a594-5f661c9f8b3d',NULL,'{"id":"01a2031e-8506-774a-a594-5f661c9f8b3d","kind":"note","baby":null,"carer":"01a2031e-32fc-7037-a278-028721c9983d","at":[1795356000,0],"until":null,"about":false,"note":"ask about the rash","detail":{"for_visit":true}}');
INSERT INTO "history_edit" VALUES(12,0,'carer','01a21959-7d9f-7041-90bd-0705a2541b6e',NULL,'{"id":"01a21959-7d9f-7041-90bd-0705a2541b6e","name":"Ben"}');
INSERT INTO "history_edit" VALUES(13,0,'entry','01a21959-84b8-77e6-846f-b3474fea5ee1',NULL,'{"id":"01a21959-84b8-77e6-846f-b3474fea5ee1","kind":"checkin","baby":null,"carer":"01a21959-7d9f-7041-90bd-0705a2541b6e","at":[1795356420,0],"until":null,"about":false,"note":null,"detail":{"felt":4}}');
CREATE TABLE mark (
    id       BLOB PRIMARY KEY CHECK (length(id) = 16),
    baby     BLOB,
    date     TEXT NOT NULL,
    span     TEXT NOT NULL CHECK (span IN ('day', 'night')),
    complete INTEGER NOT NULL CHECK (complete IN (0, 1))
) STRICT, WITHOUT ROWID;
INSERT INTO "mark" VALUES(X'01A2031E8148735EA7D45E1406ECA080',NULL,'2026-11-20','night',0);
CREATE TABLE own_cue (
    code    TEXT PRIMARY KEY,
    words   TEXT NOT NULL,
    points  TEXT,
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1))
) STRICT, WITHOUT ROWID;
INSERT INTO "own_cue" VALUES('own-1','the windmill','engagement',0);
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;
INSERT INTO "setting" VALUES('day_start','"06:30"');
INSERT INTO "setting" VALUES('seals','{"01a2031e-32fc-7037-a278-028721c9983d":{"recipient":"age1yqrnjyuu7tw6ccffkl5r5z4tn5hrxylsv4905glzafpqlkcte9rqsdn2fv","identity":"YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCA3dXRibGx5N1ZNSXVqZmFraElicml3IDE5CjVOY0IrTnF6dHBMMFhUOXJwUFQ5VncwdzVXRmlqa1BNZVVwcUFXek15cWMKLS0tIFNIbnRRd2JXdDBwQVNtb1FGeFFXRTFHQWduQm1YM0o5UWRiZEI1cGJISFkKDmHaKg5MKXhZIULMsUCkwreOUuzkeig7VJBDN4oRT+o+MBdSIdZttSaeVF1Ov/dVvNn/wMdxpXszWkAh7jTXcy9StzEKtmAFbxOLvKnoSVUxqWBW4Ft7MjN+dc5htRz4m32LCQRZyZa9Hw==","shown":false}}');
INSERT INTO "setting" VALUES('zone','"Etc/UTC"');
CREATE INDEX entry_at ON entry (at, id);
CREATE INDEX entry_kind_at ON entry (kind, at, id);
CREATE INDEX entry_long ON entry (at) WHERE until - at > 172800;
CREATE INDEX entry_open ON entry (at) WHERE open = 1;
CREATE VIEW massage AS
SELECT hex(e.id) AS id, b.name AS baby, c.name AS carer,
       datetime(e.at + e.at_offset, 'unixepoch') AS began,
       datetime(e.until + e.until_offset, 'unixepoch') AS ended_at,
       (e.until - e.at) / 60 AS minutes,
       detail ->> '$.not_today' AS not_today,
       detail ->> '$.touch' AS touch, detail ->> '$.asked' AS asked,
       detail ->> '$.before' AS before, detail ->> '$.after' AS after,
       detail ->> '$.areas' AS areas, detail ->> '$.strokes' AS strokes,
       detail ->> '$.ended' AS how_it_ended, detail ->> '$.oil' AS oil,
       detail ->> '$.felt_before' AS felt_before, detail ->> '$.felt_after' AS felt_after,
       e.note AS note
FROM entry e LEFT JOIN baby b ON b.id = e.baby LEFT JOIN carer c ON c.id = e.carer
WHERE e.kind = 'massage';
CREATE VIEW cue_seen AS
SELECT hex(e.id) AS entry, e.kind AS kind, b.name AS baby, c.name AS carer,
       datetime(e.at + e.at_offset, 'unixepoch') AS entry_began,
       m.value ->> '$.at' AS moment_at, m.key AS moment,
       cue.value AS cue, m.value ->> '$.area' AS area, m.value ->> '$.meant' AS meant,
       m.value ->> '$.did' AS did, m.value ->> '$.helped' AS helped,
       coalesce(e.detail ->> '$.state', e.detail ->> '$.before') AS state,
       e.detail ->> '$.doing' AS doing
FROM entry e
JOIN json_each(e.detail, '$.moments') m
JOIN json_each(m.value, '$.cues') cue
LEFT JOIN baby b ON b.id = e.baby LEFT JOIN carer c ON c.id = e.carer
WHERE e.kind IN ('cue', 'massage');
CREATE VIEW sleep AS
SELECT hex(e.id) AS id, b.name AS baby, c.name AS carer,
       CASE WHEN detail ->> '$.night' IS NULL THEN datetime(e.at + e.at_offset, 'unixepoch') END AS began,
       datetime(e.until + e.until_offset, 'unixepoch') AS ended,
       (e.until - e.at) / 60 AS minutes,
       detail ->> '$.about' AS about, detail ->> '$.settled' AS settled, detail ->> '$.wakings' AS wakings,
       detail ->> '$.nap' AS nap, detail ->> '$.night' AS night, detail ->> '$.words' AS words,
       e.note AS note
FROM entry e LEFT JOIN baby b ON b.id = e.baby LEFT JOIN carer c ON c.id = e.carer
WHERE e.kind = 'sleep';
CREATE VIEW checkin AS
SELECT hex(e.id) AS id, c.name AS carer,
       CASE WHEN detail ->> '$.sealed' IS NULL THEN datetime(e.at + e.at_offset, 'unixepoch') END AS at,
       detail ->> '$.felt' AS felt, detail ->> '$.energy' AS energy, detail ->> '$.feelings' AS feelings,
       detail ->> '$.sure' AS sure, detail ->> '$.company' AS company, e.note AS note,
       detail ->> '$.sealed' IS NOT NULL AS sealed, date(e.at + e.at_offset, 'unixepoch') AS day
FROM entry e LEFT JOIN carer c ON c.id = e.carer
WHERE e.kind = 'checkin';
CREATE VIEW note AS
SELECT hex(e.id) AS id, b.name AS baby, c.name AS carer,
       CASE WHEN detail ->> '$.sealed' IS NULL THEN datetime(e.at + e.at_offset, 'unixepoch') END AS at,
       CASE WHEN detail ->> '$.sealed' IS NULL THEN coalesce(detail ->> '$.for_visit', 0) END AS for_visit,
       e.note AS note,
       detail ->> '$.sealed' IS NOT NULL AS sealed, date(e.at + e.at_offset, 'unixepoch') AS day
FROM entry e LEFT JOIN baby b ON b.id = e.baby LEFT JOIN carer c ON c.id = e.carer
WHERE e.kind = 'note';
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('history',13);
COMMIT;
PRAGMA application_id = 1668638050;
PRAGMA user_version = 2;
