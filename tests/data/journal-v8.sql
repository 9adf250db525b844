PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE baby (
    id     BLOB PRIMARY KEY CHECK (length(id) = 16),
    name   TEXT,
    born   TEXT,
    due    TEXT,
    closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1))
) STRICT, WITHOUT ROWID;
INSERT INTO baby VALUES(X'01a21affceaf72598f989ba35eab2ab3','Maya',NULL,NULL,0);
CREATE TABLE carer (
    id              BLOB PRIMARY KEY CHECK (length(id) = 16),
    name            TEXT,
    hidden_checkins INTEGER NOT NULL DEFAULT 0 CHECK (hidden_checkins IN (0, 1))
) STRICT, WITHOUT ROWID;
INSERT INTO carer VALUES(X'01a21affceaf72598f989ba4a2045501','Anna',0);
INSERT INTO carer VALUES(X'01a21affcf6c729da6d2647f0fb0a441','Ben',0);
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
INSERT INTO entry VALUES(X'01a21affcff970519c35085075791882','sleep',X'01a21affceaf72598f989ba35eab2ab3',X'01a21affceaf72598f989ba4a2045501',1795338000,0,1795342200,0,0,NULL,'{}',1,1795356420,1795356420);
INSERT INTO entry VALUES(X'01a21affd05373309836ccfb0f61dd9c','massage',X'01a21affceaf72598f989ba35eab2ab3',X'01a21affceaf72598f989ba4a2045501',1795342500,0,1795343220,0,0,NULL,'{"areas":["legs","tummy"],"moments":[{"cues":["e-smile","e-coo","q-look"],"did":["paused"]}],"ended":"baby-said-stop"}',1,1795356420,1795356420);
INSERT INTO entry VALUES(X'01a21affd10d75be9efb87475bd08a9d','cue',X'01a21affceaf72598f989ba35eab2ab3',X'01a21affceaf72598f989ba4a2045501',1795345200,0,NULL,NULL,0,NULL,'{"moments":[{"cues":["q-hic","q-look"],"meant":"change","did":["cuddled"]}]}',1,1795356420,1795356420);
INSERT INTO entry VALUES(X'01a21affd16270ac9183999852abede0','sleep',X'01a21affceaf72598f989ba35eab2ab3',X'01a21affceaf72598f989ba4a2045501',1795287600,0,NULL,NULL,0,NULL,'{"night":"2026-11-21","words":"badly"}',1,1795356420,1795356420);
INSERT INTO entry VALUES(X'01a21affd18b7531acb5892e18eefbb7','note',NULL,X'01a21affceaf72598f989ba4a2045501',1795356420,0,NULL,NULL,0,'ask about the rash','{"for_visit":true}',1,1795356420,1795356420);
INSERT INTO entry VALUES(X'01a21affd1e474239eba16f221a528ee','checkin',NULL,X'01a21affceaf72598f989ba4a2045501',1795329000,0,NULL,NULL,0,NULL,'{"sealed":"YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBidTBxME02dTRIai9pMnR3MEgvSW9SdnRlSWl1aUF4Y3VLRkRQaSs2SHg4CnRVbnZQWFhFWkw0TWxXenU5YUswQ0l5ZTlXTGdGMForcUF4TktzbzNHUkEKLT4gK1owLWdyZWFzZSBNSmZ3ciB4TSBIcGlibSJ6WCBXNVMKZFJ6K2RSTC9iUEpFaFJLazRZelRiZFZ4QmxFSisxa2wKLS0tIHNsc1U1UlhrNGkySFpyYlJvVUUzL3FsTVZZVG5lZzNrTTNaSU5mZmt1VUUKcVQx9PpRvtqIl81Qgq1OFJK0DdeE+hDqinUlJEv8nT1SVx3gfBiC2e6La7tvQ2eOyF3IuB7/Dbe5v//N5aGwcDDoZXizmb3SIa8QrnxGZ27fe8cL6s1rhd4E7RXYEiI5dVVnGUzV8Ipqh46vYVZFuJ6uKBYL0jWG5qPFcLPLD76aja9t1F/PeszhB4qDj0vWshWC6oVn+7fGDcRUw3ZJwklxP8dSuq7lybGWXo2nbb4QD+bPyhwehdaRkHCA4eQA6xxdwvxtolSpD41M5o0zW2fXwmggIdO5y1jY6WorUnCwtgx+/+HnLI3wqWpKY98UJR73ldJQa5W2glifQmk7wDqbSS2A1PygJ7nb7uCHIcfBRXzH/A=="}',2,1795356420,1795356420);
INSERT INTO entry VALUES(X'01a21affd246701cb145222ae4d52e11','checkin',NULL,X'01a21affcf6c729da6d2647f0fb0a441',1795356420,0,NULL,NULL,0,NULL,'{"felt":4}',1,1795356420,1795356420);
INSERT INTO entry VALUES(X'01a21afffb28774a98f59404c9e705af','sleep',X'01a21affceaf72598f989ba35eab2ab3',X'01a21affceaf72598f989ba4a2045501',1795354200,0,NULL,NULL,1,NULL,'{}',1,1795356420,1795356420);
INSERT INTO entry VALUES(X'01a21b000c5471abae498da6d6b9508d','note',NULL,X'01a21affceaf72598f989ba4a2045501',1795329000,0,NULL,NULL,0,NULL,'{"sealed":"YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBOTTRHeE91NDlmam4zQnU2dlZiL0F6NVU0RW4yM0VQcWR4Q1lRcjYxczFJCllFU2Y2dTFNUmZETk1RSFFIbTh6RkFzb0lCM3VsM2twM240M2EyUm5EQlkKLT4gfF0qMCw1LWdyZWFzZSBxCmJ3bHNqbUxvRmYxQTQrdEwwM3ZuTGhJaVI0ZlpOdEhvVWk0Ci0tLSBSSmxqZzcxanFXMzRTOHo4WVZSM3Nod0NrK0p2SUR3SGU2NEtaWjFnajFBCvsopnYvvAKB7t9rSY+A0X1vdTKC9+DuekZMOitu8cmzvsrdVlRvAkrK+lM5+SznpTs8J/lqiySEVEfX5onn9RUB1W8388Dh7gtLd0lVfsdTyDBk590Qx0rV2pYNVGfCTbw/ZK5tPn8tl5DGLMgIxeT5ltTw/OIXdcE+bc1CTEacqn1EctXvcRLGOwap42OBGFk/NlTYMpxdWqYWpi+UbL6veWWvFMgvo4f0j/7VfxwYxqyl1pNFYwhG8qYytVEKc08alh9X/wXgq+hm0BhLUmM7xGQ3Ur4gNVo84wmddnJ+QMkf3dqIoO19Rc9KpA6b6JiCpo1ZFw=="}',1,1795356420,1795356420);
INSERT INTO entry VALUES(X'01a21b000c8770a7824643a1c9754f7b','checkin',NULL,X'01a21affceaf72598f989ba4a2045501',1795329000,0,NULL,NULL,0,NULL,'{"sealed":"YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBrZHFITlFRcjZLbGxFQzV6UzAwWjIrQXg0dEFjMHJsKzhJUkVnNmR5QVZBCkRUL0dpam9aYWl2QWcxQTBxUzZiTlV3bFEzMk94dnVyYXVEWUlDQkJLSFUKLT4gbGJHWnxROi1ncmVhc2UgKSd9IihoCjBzVXY0YXN3cGcKLS0tIFBNQWhpR1Q1bDUzVVVBOGxpdktyd0owdFQzOEdPNW9CQTF1R3U5VXhMMEEK8WD4uwnM+iRmuVIgmSEwh8Ek70dVvBFs0m2+zOOK02q2hTm7vYIQmkBWDioBHpPv0iEG2wPwbYX7jpVVqQVkwY+n7mybTnWOf0xNxruW/sraUwK7nNw9ZZ782SR71SOF+na4RYskAQ9yGErrUDo/oK6xOhi4jFCDBIqPD92JQHK29yB+tyv6M2ty8ELCY2n1XD29SIBkICrX/mZm6Ruqx6dRgXoW1g9JrzzaisOW7wP7PzxYgrwZktOY27ZkuMcdp9e/q/2DFY5qDvXv+H9367Yu0bte28pf9PxBRMR4bhyAKkueE6yBOA=="}',1,1795356420,1795356420);
INSERT INTO entry VALUES(X'01a21bbc622e73eba6f79fe98a8c382a','note',NULL,X'01a21affceaf72598f989ba4a2045501',1795514400,0,NULL,NULL,0,'of the fourth format','{}',1,1795514400,1795514400);
INSERT INTO entry VALUES(X'01a21d0cead371aaa816171dc1c55cc7','massage',X'01a21affceaf72598f989ba35eab2ab3',X'01a21affcf6c729da6d2647f0fb0a441',1795515300,0,1795516020,0,0,NULL,'{"areas":["legs"],"moments":[{"at":"2026-11-24T10:20:00+00:00","cues":["q-look"],"own_meaning":"too bright","did":["paused"]}],"clothes":"nappy on","position":"on my lap","song":"Row, row","present":"Grandma"}',1,1795521600,1795521600);
INSERT INTO entry VALUES(X'01a21d0ceb3677fdb4fa4a32fb7ba9f4','cue',X'01a21affceaf72598f989ba35eab2ab3',X'01a21affcf6c729da6d2647f0fb0a441',1795518000,0,NULL,NULL,0,NULL,'{"moments":[{"cues":["q-hic"],"own_meaning":"hungry","did":["fed"],"helped":"yes"}]}',1,1795521660,1795521660);
INSERT INTO entry VALUES(X'01a21d0ceb5e73c9aa9d15bb2fafc604','note',NULL,X'01a21affcf6c729da6d2647f0fb0a441',1795521720,0,NULL,NULL,0,'of the fifth format','{}',1,1795521720,1795521720);
INSERT INTO entry VALUES(X'01a21d3a5b3a73c788897b76e25639c5','note',NULL,X'01a21affceaf72598f989ba4a2045501',1795636800,0,NULL,NULL,0,'is a cold bath all right','{"for_visit":true,"was_asked":true}',1,1795723200,1795723200);
CREATE TABLE history (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    title   TEXT NOT NULL,
    made    INTEGER NOT NULL,
    run     BLOB NOT NULL CHECK (length(run) = 16),
    machine TEXT NOT NULL,
    state   TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'dropped')),
    undone  INTEGER
) STRICT;
INSERT INTO history VALUES(1,'The baby is called Maya',1795356420,X'01a21affcead769e8b2efb2800cc285a','a machine','done',NULL);
INSERT INTO history VALUES(2,'Me is called Anna now',1795356420,X'01a21affcf0675f19f7b16d72f1b5d9c','a machine','done',NULL);
INSERT INTO history VALUES(3,'Ben writes in the journal too',1795356420,X'01a21affcf5a773aaf0af25e7d5c4800','a machine','done',NULL);
INSERT INTO history VALUES(4,'09:00–10:10 sleep, 1 h 10',1795356420,X'01a21affcfb774ee89af4ba4ea9a7dfe','a machine','done',NULL);
INSERT INTO history VALUES(5,'10:15 massage, 12 min, legs and feet, tummy',1795356420,X'01a21affd04572f5b3055d2e9cbe7603','a machine','done',NULL);
INSERT INTO history VALUES(6,'11:00 cue, hiccups, looks away',1795356420,X'01a21affd0b27161a47e3550a6fe2040','a machine','done',NULL);
INSERT INTO history VALUES(7,'21 Nov 2026, night sleep, the night of 21 Nov: badly',1795356420,X'01a21affd1327042b8d0c811dcd913a5','a machine','done',NULL);
INSERT INTO history VALUES(8,'14:07 note, ask about the rash',1795356420,X'01a21affd189775484d6f0eeddd79c4f','a machine','done',NULL);
INSERT INTO history VALUES(9,'a check-in for its writer',1795356420,X'01a21affd1b776b4994def75d76b89d6','a machine','done',NULL);
INSERT INTO history VALUES(10,'14:07 check-in by Ben',1795356420,X'01a21affd22f715abf9617781f48468a','a machine','done',NULL);
INSERT INTO history VALUES(11,'The night of 20 Nov 2026 was not all written down',1795356420,X'01a21affd27a7016a3686a7a2d3da17b','a machine','done',NULL);
INSERT INTO history VALUES(12,'13:30 sleep, no end yet',1795356420,X'01a21afffaf0769d9d97e05090da28ec','a machine','done',NULL);
INSERT INTO history VALUES(13,'The day begins at 06:30',1795356420,X'01a21afffba2717595a95890856d2c38','a machine','done',NULL);
INSERT INTO history VALUES(14,'a note for its writer',1795356420,X'01a21b000c5077b98e134e34b54393b3','a machine','done',NULL);
INSERT INTO history VALUES(15,'a check-in for its writer',1795356420,X'01a21b000c77714190e0ae3b8c1ed83a','a machine','done',NULL);
INSERT INTO history VALUES(16,'13:07 cue, hiccups',1795356420,X'01a21b000cbc7189a6b9f0692e41e0be','a machine','dropped',1);
INSERT INTO history VALUES(17,'"the windmill" is a cue of your own, engaged',1795356420,X'01a21b008447738dbd76e44dd31cbb5d','a machine','done',NULL);
INSERT INTO history VALUES(18,'10:00 note, of the fourth format',1795514400,X'01a21bbc61e17070bf6acb00b929c8d7','a machine','done',NULL);
INSERT INTO history VALUES(19,'08:00–09:00 sleep, 1 h',1795514460,X'01a21bbc6279705c8270791f7d2363c8','a machine','dropped',2);
INSERT INTO history VALUES(20,'10:15 massage, 12 min, legs and feet',1795521600,X'01a21d0cea6972b7a47464da9189bf1f','a machine','done',NULL);
INSERT INTO history VALUES(21,'11:00 cue, hiccups',1795521660,X'01a21d0ceb29721097df823c20da50a6','a machine','done',NULL);
INSERT INTO history VALUES(22,'12:02 note',1795521720,X'01a21d0ceb50735eb0f2f2c73c707bcd','a machine','done',NULL);
INSERT INTO history VALUES(23,'08:00–09:00 sleep, 1 h',1795521780,X'01a21d0ceb947129a7ec6eebcf414ed5','a machine','dropped',3);
INSERT INTO history VALUES(24,'25 Nov 2026, 20:00 question for the visit',1795723200,X'01a21d3a5ab671cd9132c02b9940a1ae','vm','done',NULL);
CREATE TABLE history_edit (
    history INTEGER NOT NULL REFERENCES history (id) ON DELETE CASCADE,
    n       INTEGER NOT NULL,
    record  TEXT NOT NULL,
    key     TEXT NOT NULL,
    before  TEXT CHECK (before IS NULL OR json_valid(before)),
    after   TEXT CHECK (after IS NULL OR json_valid(after)),
    PRIMARY KEY (history, n)
) STRICT, WITHOUT ROWID;
INSERT INTO history_edit VALUES(1,0,'baby','01a21aff-ceaf-7259-8f98-9ba35eab2ab3','{"id":"01a21aff-ceaf-7259-8f98-9ba35eab2ab3"}','{"id":"01a21aff-ceaf-7259-8f98-9ba35eab2ab3","name":"Maya"}');
INSERT INTO history_edit VALUES(2,0,'carer','01a21aff-ceaf-7259-8f98-9ba4a2045501','{"id":"01a21aff-ceaf-7259-8f98-9ba4a2045501"}','{"id":"01a21aff-ceaf-7259-8f98-9ba4a2045501","name":"Anna"}');
INSERT INTO history_edit VALUES(3,0,'carer','01a21aff-cf6c-729d-a6d2-647f0fb0a441',NULL,'{"id":"01a21aff-cf6c-729d-a6d2-647f0fb0a441","name":"Ben"}');
INSERT INTO history_edit VALUES(4,0,'entry','01a21aff-cff9-7051-9c35-085075791882',NULL,'{"id":"01a21aff-cff9-7051-9c35-085075791882","kind":"sleep","baby":"01a21aff-ceaf-7259-8f98-9ba35eab2ab3","carer":"01a21aff-ceaf-7259-8f98-9ba4a2045501","at":[1795338000,0],"until":[1795342200,0],"about":false,"note":null,"detail":{}}');
INSERT INTO history_edit VALUES(5,0,'entry','01a21aff-d053-7330-9836-ccfb0f61dd9c',NULL,'{"id":"01a21aff-d053-7330-9836-ccfb0f61dd9c","kind":"massage","baby":"01a21aff-ceaf-7259-8f98-9ba35eab2ab3","carer":"01a21aff-ceaf-7259-8f98-9ba4a2045501","at":[1795342500,0],"until":[1795343220,0],"about":false,"note":null,"detail":{"areas":["legs","tummy"],"moments":[{"cues":["e-smile","e-coo","q-look"],"did":["paused"]}],"ended":"baby-said-stop"}}');
INSERT INTO history_edit VALUES(6,0,'entry','01a21aff-d10d-75be-9efb-87475bd08a9d',NULL,'{"id":"01a21aff-d10d-75be-9efb-87475bd08a9d","kind":"cue","baby":"01a21aff-ceaf-7259-8f98-9ba35eab2ab3","carer":"01a21aff-ceaf-7259-8f98-9ba4a2045501","at":[1795345200,0],"until":null,"about":false,"note":null,"detail":{"moments":[{"cues":["q-hic","q-look"],"meant":"change","did":["cuddled"]}]}}');
INSERT INTO history_edit VALUES(7,0,'entry','01a21aff-d162-70ac-9183-999852abede0',NULL,'{"id":"01a21aff-d162-70ac-9183-999852abede0","kind":"sleep","baby":"01a21aff-ceaf-7259-8f98-9ba35eab2ab3","carer":"01a21aff-ceaf-7259-8f98-9ba4a2045501","at":[1795287600,0],"until":null,"about":false,"note":null,"detail":{"night":"2026-11-21","words":"badly"}}');
INSERT INTO history_edit VALUES(8,0,'entry','01a21aff-d18b-7531-acb5-892e18eefbb7',NULL,'{"id":"01a21aff-d18b-7531-acb5-892e18eefbb7","kind":"note","baby":null,"carer":"01a21aff-ceaf-7259-8f98-9ba4a2045501","at":[1795356420,0],"until":null,"about":false,"note":"ask about the rash","detail":{"for_visit":true}}');
INSERT INTO history_edit VALUES(9,0,'entry','01a21aff-d1e4-7423-9eba-16f221a528ee',NULL,'{"id":"01a21aff-d1e4-7423-9eba-16f221a528ee","kind":"checkin","baby":null,"carer":"01a21aff-ceaf-7259-8f98-9ba4a2045501","at":[1795329000,0],"until":null,"about":false,"note":null,"detail":{"sealed":"YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBidTBxME02dTRIai9pMnR3MEgvSW9SdnRlSWl1aUF4Y3VLRkRQaSs2SHg4CnRVbnZQWFhFWkw0TWxXenU5YUswQ0l5ZTlXTGdGMForcUF4TktzbzNHUkEKLT4gK1owLWdyZWFzZSBNSmZ3ciB4TSBIcGlibSJ6WCBXNVMKZFJ6K2RSTC9iUEpFaFJLazRZelRiZFZ4QmxFSisxa2wKLS0tIHNsc1U1UlhrNGkySFpyYlJvVUUzL3FsTVZZVG5lZzNrTTNaSU5mZmt1VUUKcVQx9PpRvtqIl81Qgq1OFJK0DdeE+hDqinUlJEv8nT1SVx3gfBiC2e6La7tvQ2eOyF3IuB7/Dbe5v//N5aGwcDDoZXizmb3SIa8QrnxGZ27fe8cL6s1rhd4E7RXYEiI5dVVnGUzV8Ipqh46vYVZFuJ6uKBYL0jWG5qPFcLPLD76aja9t1F/PeszhB4qDj0vWshWC6oVn+7fGDcRUw3ZJwklxP8dSuq7lybGWXo2nbb4QD+bPyhwehdaRkHCA4eQA6xxdwvxtolSpD41M5o0zW2fXwmggIdO5y1jY6WorUnCwtgx+/+HnLI3wqWpKY98UJR73ldJQa5W2glifQmk7wDqbSS2A1PygJ7nb7uCHIcfBRXzH/A=="}}');
INSERT INTO history_edit VALUES(10,0,'entry','01a21aff-d246-701c-b145-222ae4d52e11',NULL,'{"id":"01a21aff-d246-701c-b145-222ae4d52e11","kind":"checkin","baby":null,"carer":"01a21aff-cf6c-729d-a6d2-647f0fb0a441","at":[1795356420,0],"until":null,"about":false,"note":null,"detail":{"felt":4}}');
INSERT INTO history_edit VALUES(11,0,'mark','01a21aff-d28d-7449-b6c8-ff8b250f4f85',NULL,'{"id":"01a21aff-d28d-7449-b6c8-ff8b250f4f85","date":"2026-11-20","span":"night","complete":false}');
INSERT INTO history_edit VALUES(12,0,'entry','01a21aff-fb28-774a-98f5-9404c9e705af',NULL,'{"id":"01a21aff-fb28-774a-98f5-9404c9e705af","kind":"sleep","baby":"01a21aff-ceaf-7259-8f98-9ba35eab2ab3","carer":"01a21aff-ceaf-7259-8f98-9ba4a2045501","at":[1795354200,0],"until":null,"about":false,"note":null,"detail":{}}');
INSERT INTO history_edit VALUES(13,0,'setting','day_start',NULL,'{"name":"day_start","value":"06:30"}');
INSERT INTO history_edit VALUES(14,0,'entry','01a21b00-0c54-71ab-ae49-8da6d6b9508d',NULL,'{"id":"01a21b00-0c54-71ab-ae49-8da6d6b9508d","kind":"note","baby":null,"carer":"01a21aff-ceaf-7259-8f98-9ba4a2045501","at":[1795329000,0],"until":null,"about":false,"note":null,"detail":{"sealed":"YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBOTTRHeE91NDlmam4zQnU2dlZiL0F6NVU0RW4yM0VQcWR4Q1lRcjYxczFJCllFU2Y2dTFNUmZETk1RSFFIbTh6RkFzb0lCM3VsM2twM240M2EyUm5EQlkKLT4gfF0qMCw1LWdyZWFzZSBxCmJ3bHNqbUxvRmYxQTQrdEwwM3ZuTGhJaVI0ZlpOdEhvVWk0Ci0tLSBSSmxqZzcxanFXMzRTOHo4WVZSM3Nod0NrK0p2SUR3SGU2NEtaWjFnajFBCvsopnYvvAKB7t9rSY+A0X1vdTKC9+DuekZMOitu8cmzvsrdVlRvAkrK+lM5+SznpTs8J/lqiySEVEfX5onn9RUB1W8388Dh7gtLd0lVfsdTyDBk590Qx0rV2pYNVGfCTbw/ZK5tPn8tl5DGLMgIxeT5ltTw/OIXdcE+bc1CTEacqn1EctXvcRLGOwap42OBGFk/NlTYMpxdWqYWpi+UbL6veWWvFMgvo4f0j/7VfxwYxqyl1pNFYwhG8qYytVEKc08alh9X/wXgq+hm0BhLUmM7xGQ3Ur4gNVo84wmddnJ+QMkf3dqIoO19Rc9KpA6b6JiCpo1ZFw=="}}');
INSERT INTO history_edit VALUES(15,0,'entry','01a21b00-0c87-70a7-8246-43a1c9754f7b',NULL,'{"id":"01a21b00-0c87-70a7-8246-43a1c9754f7b","kind":"checkin","baby":null,"carer":"01a21aff-ceaf-7259-8f98-9ba4a2045501","at":[1795329000,0],"until":null,"about":false,"note":null,"detail":{"sealed":"YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBrZHFITlFRcjZLbGxFQzV6UzAwWjIrQXg0dEFjMHJsKzhJUkVnNmR5QVZBCkRUL0dpam9aYWl2QWcxQTBxUzZiTlV3bFEzMk94dnVyYXVEWUlDQkJLSFUKLT4gbGJHWnxROi1ncmVhc2UgKSd9IihoCjBzVXY0YXN3cGcKLS0tIFBNQWhpR1Q1bDUzVVVBOGxpdktyd0owdFQzOEdPNW9CQTF1R3U5VXhMMEEK8WD4uwnM+iRmuVIgmSEwh8Ek70dVvBFs0m2+zOOK02q2hTm7vYIQmkBWDioBHpPv0iEG2wPwbYX7jpVVqQVkwY+n7mybTnWOf0xNxruW/sraUwK7nNw9ZZ782SR71SOF+na4RYskAQ9yGErrUDo/oK6xOhi4jFCDBIqPD92JQHK29yB+tyv6M2ty8ELCY2n1XD29SIBkICrX/mZm6Ruqx6dRgXoW1g9JrzzaisOW7wP7PzxYgrwZktOY27ZkuMcdp9e/q/2DFY5qDvXv+H9367Yu0bte28pf9PxBRMR4bhyAKkueE6yBOA=="}}');
INSERT INTO history_edit VALUES(16,0,'entry','01a21b00-0d22-734b-8cd5-4de5338b3e7e',NULL,'{"id":"01a21b00-0d22-734b-8cd5-4de5338b3e7e","kind":"cue","baby":"01a21aff-ceaf-7259-8f98-9ba35eab2ab3","carer":"01a21aff-ceaf-7259-8f98-9ba4a2045501","at":[1795352820,0],"until":null,"about":false,"note":null,"detail":{"moments":[{"cues":["q-hic"]}]}}');
INSERT INTO history_edit VALUES(17,0,'own_cue','own-4e223f84944d',NULL,'{"code":"own-4e223f84944d","words":"the windmill","points":"engagement"}');
INSERT INTO history_edit VALUES(18,0,'entry','01a21bbc-622e-73eb-a6f7-9fe98a8c382a',NULL,'{"id":"01a21bbc-622e-73eb-a6f7-9fe98a8c382a","kind":"note","baby":null,"carer":"01a21aff-ceaf-7259-8f98-9ba4a2045501","at":[1795514400,0],"until":null,"about":false,"note":"of the fourth format","detail":{}}');
INSERT INTO history_edit VALUES(19,0,'entry','01a21bbc-6287-741a-b820-34429ea91c89',NULL,'{"id":"01a21bbc-6287-741a-b820-34429ea91c89","kind":"sleep","baby":"01a21aff-ceaf-7259-8f98-9ba35eab2ab3","carer":"01a21aff-ceaf-7259-8f98-9ba4a2045501","at":[1795507200,0],"until":[1795510800,0],"about":false,"note":null,"detail":{}}');
INSERT INTO history_edit VALUES(20,0,'entry','01a21d0c-ead3-71aa-a816-171dc1c55cc7',NULL,'{"id":"01a21d0c-ead3-71aa-a816-171dc1c55cc7","kind":"massage","baby":"01a21aff-ceaf-7259-8f98-9ba35eab2ab3","carer":"01a21aff-cf6c-729d-a6d2-647f0fb0a441","at":[1795515300,0],"until":[1795516020,0],"about":false,"note":null,"detail":{"areas":["legs"],"moments":[{"at":"2026-11-24T10:20:00+00:00","cues":["q-look"],"own_meaning":"too bright","did":["paused"]}],"clothes":"nappy on","position":"on my lap","song":"Row, row","present":"Grandma"}}');
INSERT INTO history_edit VALUES(21,0,'entry','01a21d0c-eb36-77fd-b4fa-4a32fb7ba9f4',NULL,'{"id":"01a21d0c-eb36-77fd-b4fa-4a32fb7ba9f4","kind":"cue","baby":"01a21aff-ceaf-7259-8f98-9ba35eab2ab3","carer":"01a21aff-cf6c-729d-a6d2-647f0fb0a441","at":[1795518000,0],"until":null,"about":false,"note":null,"detail":{"moments":[{"cues":["q-hic"],"own_meaning":"hungry","did":["fed"],"helped":"yes"}]}}');
INSERT INTO history_edit VALUES(22,0,'entry','01a21d0c-eb5e-73c9-aa9d-15bb2fafc604',NULL,'{"id":"01a21d0c-eb5e-73c9-aa9d-15bb2fafc604","kind":"note","baby":null,"carer":"01a21aff-cf6c-729d-a6d2-647f0fb0a441","at":[1795521720,0],"until":null,"about":false,"note":"of the fifth format","detail":{}}');
INSERT INTO history_edit VALUES(23,0,'entry','01a21d0c-eba1-70af-8f30-6017bf020445',NULL,'{"id":"01a21d0c-eba1-70af-8f30-6017bf020445","kind":"sleep","baby":"01a21aff-ceaf-7259-8f98-9ba35eab2ab3","carer":"01a21aff-cf6c-729d-a6d2-647f0fb0a441","at":[1795507200,0],"until":[1795510800,0],"about":false,"note":null,"detail":{}}');
INSERT INTO history_edit VALUES(24,0,'entry','01a21d3a-5b3a-73c7-8889-7b76e25639c5',NULL,'{"id":"01a21d3a-5b3a-73c7-8889-7b76e25639c5","kind":"note","baby":null,"carer":"01a21aff-ceaf-7259-8f98-9ba4a2045501","at":[1795636800,0],"until":null,"about":false,"note":"is a cold bath all right","detail":{"for_visit":true,"was_asked":true}}');
CREATE TABLE mark (
    id       BLOB PRIMARY KEY CHECK (length(id) = 16),
    baby     BLOB,
    date     TEXT NOT NULL,
    span     TEXT NOT NULL CHECK (span IN ('day', 'night')),
    complete INTEGER NOT NULL CHECK (complete IN (0, 1))
) STRICT, WITHOUT ROWID;
INSERT INTO mark VALUES(X'01a21affd28d7449b6c8ff8b250f4f85',NULL,'2026-11-20','night',0);
CREATE TABLE own_cue (
    code    TEXT PRIMARY KEY,
    words   TEXT NOT NULL,
    points  TEXT,
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1))
) STRICT, WITHOUT ROWID;
INSERT INTO own_cue VALUES('own-4e223f84944d','the windmill','engagement',0);
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;
INSERT INTO setting VALUES('day_start','"06:30"');
INSERT INTO setting VALUES('seals','{"01a21aff-ceaf-7259-8f98-9ba4a2045501":{"recipient":"age1g63evhg7fdpryaypm3klkl0fs6rv8vgz4zfzlaz2f8pw7ltdj59sykkjgu","identity":"YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCB2NW1MWnA0Z09TYjdDdUgyczQxc0lBIDE4CmY5aDFRNzB1UHF4eFNGZWJUODV6S0hPdlIzSzJmZlhLR3RVM2xUKzNiREEKLS0tIGsxY3F3clFiSXhXcWZiZ09jUTQ2cVhRWUY4Q3NlZVo5b2dHOWd1YkhTOHMKJ/wkECjzU6ht0232b3mawYqAEmt5hYk/obzSwWJkqoTOidShNDR+lFk04HHKHbpo3XoY9MXbwWmQNRSOcQjnImBC+iPcCKq/+oAUccdi2pkaxGuKpk8UkCfyUTLoZphA1U4Hx2ukdeSpHg==","shown":false}}');
INSERT INTO setting VALUES('zone','"Europe/London"');
CREATE TABLE journal (
    id      BLOB PRIMARY KEY CHECK (length(id) = 16),
    changes INTEGER NOT NULL CHECK (changes >= 0)
) STRICT, WITHOUT ROWID;
INSERT INTO journal VALUES(X'01a21affcead769e8b2efb2800cc285a',26);
CREATE TABLE sync_me (
    one      INTEGER PRIMARY KEY CHECK (one = 1),
    writer   TEXT NOT NULL,
    was      TEXT,
    clock    INTEGER NOT NULL,
    lies     TEXT,
    meant    TEXT,
    key      TEXT NOT NULL,
    key_file BLOB NOT NULL,
    locked   INTEGER NOT NULL CHECK (locked IN (0, 1)),
    folder   TEXT NOT NULL,
    called   TEXT NOT NULL,
    synced   INTEGER
) STRICT;
INSERT INTO sync_me VALUES(1,'3f9c2a7be014d582',NULL,117659418624000005,'00000000000000000000000000000001','00000000000000000000000000000002','AGE-SECRET-KEY-1XQZJ3J2Z7Q8V6H6E8F2M3P0L9S5T4R7C2N8K6D5G4W3Y2X0V9UQSQZ0A8',X'41474500',0,'/mnt/stick','Anna''s laptop',1795339000);
CREATE TABLE sync_stamp (
    key    TEXT PRIMARY KEY,
    clock  INTEGER NOT NULL,
    writer TEXT NOT NULL,
    rest   TEXT CHECK (rest IS NULL OR json_valid(rest))
) STRICT, WITHOUT ROWID;
INSERT INTO sync_stamp VALUES('entry/01a21aff-0000-7000-8000-000000000001',0,'0000000000000000','{"g":[[117659418624000004,"3f9c2a7be014d582"],[117659418624000001,"7be014d5823f9c2a"]]}');
INSERT INTO sync_stamp VALUES('entry/01a21aff-cff9-7051-9c35-085075791882',117660478341120000,'3f9c2a7be014d582',NULL);
INSERT INTO sync_stamp VALUES('entry/01a21aff-d053-7330-9836-ccfb0f61dd9c',117660478341120000,'3f9c2a7be014d582',NULL);
INSERT INTO sync_stamp VALUES('entry/01a21aff-d10d-75be-9efb-87475bd08a9d',117660478341120000,'3f9c2a7be014d582',NULL);
INSERT INTO sync_stamp VALUES('entry/01a21aff-d162-70ac-9183-999852abede0',117660478341120000,'3f9c2a7be014d582',NULL);
INSERT INTO sync_stamp VALUES('entry/01a21aff-d18b-7531-acb5-892e18eefbb7',117660478341120000,'3f9c2a7be014d582',NULL);
INSERT INTO sync_stamp VALUES('entry/01a21aff-d1e4-7423-9eba-16f221a528ee',117660478341120000,'3f9c2a7be014d582',NULL);
INSERT INTO sync_stamp VALUES('entry/01a21aff-d246-701c-b145-222ae4d52e11',117660478341120000,'3f9c2a7be014d582',NULL);
INSERT INTO sync_stamp VALUES('entry/01a21aff-fb28-774a-98f5-9404c9e705af',117660478341120000,'3f9c2a7be014d582',NULL);
INSERT INTO sync_stamp VALUES('entry/01a21b00-0c54-71ab-ae49-8da6d6b9508d',117660478341120000,'3f9c2a7be014d582',NULL);
INSERT INTO sync_stamp VALUES('entry/01a21b00-0c87-70a7-8246-43a1c9754f7b',117660478341120000,'3f9c2a7be014d582',NULL);
INSERT INTO sync_stamp VALUES('entry/01a21bbc-622e-73eb-a6f7-9fe98a8c382a',117670831718400000,'3f9c2a7be014d582',NULL);
INSERT INTO sync_stamp VALUES('entry/01a21d0c-ead3-71aa-a816-171dc1c55cc7',117671303577600000,'3f9c2a7be014d582',NULL);
INSERT INTO sync_stamp VALUES('entry/01a21d0c-eb36-77fd-b4fa-4a32fb7ba9f4',117671307509760000,'3f9c2a7be014d582',NULL);
INSERT INTO sync_stamp VALUES('entry/01a21d0c-eb5e-73c9-aa9d-15bb2fafc604',117671311441920000,'3f9c2a7be014d582',NULL);
INSERT INTO sync_stamp VALUES('entry/01a21d3a-5b3a-73c7-8889-7b76e25639c5',117684515635200000,'3f9c2a7be014d582',NULL);
INSERT INTO sync_stamp VALUES('future/thing',117659418624000003,'7be014d5823f9c2a','{"x":{"colour":[[117659418624000004,"7be014d5823f9c2a"]]}}');
CREATE TABLE sync_piece (
    lo    TEXT PRIMARY KEY,
    name  TEXT,
    dirty INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;
INSERT INTO sync_piece VALUES('',NULL,1);
INSERT INTO sync_piece VALUES('entry/','b1946ac92492d2347c6235b4d2611184',0);
INSERT INTO sync_piece VALUES('entry0',NULL,1);
CREATE TABLE sync_other (
    writer   TEXT PRIMARY KEY,
    called   TEXT NOT NULL,
    manifest TEXT,
    clock    INTEGER NOT NULL,
    heard    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO sync_other VALUES('7be014d5823f9c2a','Ben''s PC','00000000000000000000000000000003',117659418624000004,1795339000);
CREATE TABLE sync_seen (
    writer TEXT NOT NULL,
    name   TEXT NOT NULL,
    PRIMARY KEY (writer, name)
) STRICT, WITHOUT ROWID;
INSERT INTO sync_seen VALUES('7be014d5823f9c2a','d2111184b1946ac92492d2347c6235b4');
CREATE TABLE sync_told (
    key    TEXT NOT NULL,
    clock  INTEGER NOT NULL,
    writer TEXT NOT NULL,
    PRIMARY KEY (key, clock, writer)
) STRICT, WITHOUT ROWID;
INSERT INTO sync_told VALUES('entry/01a21aff-0000-7000-8000-000000000001',117659418624000001,'7be014d5823f9c2a');
CREATE TABLE sync_parked (
    key    TEXT PRIMARY KEY,
    fields TEXT NOT NULL CHECK (json_valid(fields))
) STRICT, WITHOUT ROWID;
INSERT INTO sync_parked VALUES('future/thing','{"colour":"blue"}');
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('history',24);
CREATE INDEX entry_at ON entry (at, id);
CREATE INDEX entry_kind_at ON entry (kind, at, id);
CREATE INDEX entry_long ON entry (at) WHERE until - at > 172800;
CREATE INDEX entry_open ON entry (at) WHERE open = 1;
CREATE INDEX entry_sealed ON entry (carer) WHERE detail LIKE '{"sealed":%';
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
WHERE e.kind = 'checkin'
  AND (detail ->> '$.sealed' IS NULL OR lower(hex(e.carer)) NOT IN (
       SELECT replace(seal.key, '-', '') FROM setting, json_each(setting.value) seal
       WHERE setting.name = 'seals' AND seal.value ->> '$.shown' = 0));
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
       e.note AS note,
       detail ->> '$.clothes' AS clothes, detail ->> '$.position' AS position,
       detail ->> '$.song' AS song, detail ->> '$.present' AS present
FROM entry e LEFT JOIN baby b ON b.id = e.baby LEFT JOIN carer c ON c.id = e.carer
WHERE e.kind = 'massage';
CREATE VIEW cue_seen AS
SELECT hex(e.id) AS entry, e.kind AS kind, b.name AS baby, c.name AS carer,
       datetime(e.at + e.at_offset, 'unixepoch') AS entry_began,
       m.value ->> '$.at' AS moment_at, m.key AS moment,
       cue.value AS cue, m.value ->> '$.area' AS area, m.value ->> '$.meant' AS meant,
       m.value ->> '$.did' AS did, m.value ->> '$.helped' AS helped,
       coalesce(e.detail ->> '$.state', e.detail ->> '$.before') AS state,
       e.detail ->> '$.doing' AS doing,
       m.value ->> '$.own_meaning' AS own_meaning
FROM entry e
JOIN json_each(e.detail, '$.moments') m
JOIN json_each(m.value, '$.cues') cue
LEFT JOIN baby b ON b.id = e.baby LEFT JOIN carer c ON c.id = e.carer
WHERE e.kind IN ('cue', 'massage');
CREATE VIEW note AS
SELECT hex(e.id) AS id, b.name AS baby, c.name AS carer,
       CASE WHEN detail ->> '$.sealed' IS NULL THEN datetime(e.at + e.at_offset, 'unixepoch') END AS at,
       CASE WHEN detail ->> '$.sealed' IS NULL THEN coalesce(detail ->> '$.for_visit', 0) END AS for_visit,
       e.note AS note,
       detail ->> '$.sealed' IS NOT NULL AS sealed, date(e.at + e.at_offset, 'unixepoch') AS day,
       CASE WHEN detail ->> '$.sealed' IS NULL THEN coalesce(detail ->> '$.was_asked', 0) END AS was_asked
FROM entry e LEFT JOIN baby b ON b.id = e.baby LEFT JOIN carer c ON c.id = e.carer
WHERE e.kind = 'note'
  AND (detail ->> '$.sealed' IS NULL OR lower(hex(e.carer)) NOT IN (
       SELECT replace(seal.key, '-', '') FROM setting, json_each(setting.value) seal
       WHERE setting.name = 'seals' AND seal.value ->> '$.shown' = 0));
COMMIT;
PRAGMA application_id = 1668638050;
PRAGMA user_version = 8;
