-- The family's own word for what cues seemed to mean, and the small answers of a massage, are columns of their own.

DROP VIEW massage;

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

DROP VIEW cue_seen;

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
