-- A carer who seals what is theirs may have others see nothing of it: then the views do not either.

DROP VIEW checkin;

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

DROP VIEW note;

CREATE VIEW note AS
SELECT hex(e.id) AS id, b.name AS baby, c.name AS carer,
       CASE WHEN detail ->> '$.sealed' IS NULL THEN datetime(e.at + e.at_offset, 'unixepoch') END AS at,
       CASE WHEN detail ->> '$.sealed' IS NULL THEN coalesce(detail ->> '$.for_visit', 0) END AS for_visit,
       e.note AS note,
       detail ->> '$.sealed' IS NOT NULL AS sealed, date(e.at + e.at_offset, 'unixepoch') AS day
FROM entry e LEFT JOIN baby b ON b.id = e.baby LEFT JOIN carer c ON c.id = e.carer
WHERE e.kind = 'note'
  AND (detail ->> '$.sealed' IS NULL OR lower(hex(e.carer)) NOT IN (
       SELECT replace(seal.key, '-', '') FROM setting, json_each(setting.value) seal
       WHERE setting.name = 'seals' AND seal.value ->> '$.shown' = 0));
