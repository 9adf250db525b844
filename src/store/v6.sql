-- A question for the visit that was talked about.

DROP VIEW note;

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
