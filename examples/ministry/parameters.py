"""The invented Ministry of Public Services and everything that make_responses.py assumes about it."""

SEED = 20260302

# id | parent | name | kind | place | mix of profiles | staff on the personnel list | how many open the questionnaire
INSTITUTIONS_TABLE = """
mps                 |             | Ministry of Public Services             | ministry    | capital    | centre     |  64 |  39
strategy            | mps         | Directorate of Strategy and Budget      | directorate | capital    | centre     |  84 |  48
personnel           | mps         | Directorate of Public Service Personnel | directorate | capital    | centre     |  58 |  41
audit               | mps         | Inspectorate of Internal Audit          | directorate | capital    | inspection |  27 |  21
procurement         | mps         | Public Procurement Office               | agency      | capital    | inspection |  71 |  37
school              | mps         | School of Public Administration         | agency      | capital    | school     |  38 |  38
digital             | mps         | Directorate of Digital Services         | directorate | capital    | digital    | 200 | 143
digital-data-centre | digital     | Hollin Reach Data Centre                | unit        | rural      | technical  |  92 |  60
digital-helpdesk    | digital     | Citizen Helpdesk                        | unit        | other_city | counter    | 142 | 101
digital-identity    | digital     | Digital Identity Unit                   | unit        | capital    | digital    |  37 |  32
registry            | mps         | Civil Registry Agency                   | agency      | capital    | agency     | 400 | 236
registry-velmora    | registry    | Registry Office Velmora                 | office      | capital    | counter    | 260 | 128
registry-belsanta   | registry    | Registry Office Belsanta                | office      | other_city | counter    |  88 |  61
registry-tarnesk    | registry    | Registry Office Tarnesk                 | office      | other_city | counter    |  74 |  33
registry-ishvari    | registry    | Registry Office Ishvari                 | office      | other_city | counter    |  58 |  42
registry-ondora     | registry    | Registry Office Ondora                  | office      | other_city | counter    |  47 |  30
registry-kessany    | registry    | Registry Office Kessany                 | office      | other_city | counter    |  41 |  16
registry-kotevo     | registry    | Registry Office Kotevo                  | office      | other_city | counter    |  33 |  20
registry-hollin     | registry    | Registry Office Hollin Reach            | office      | rural      | counter    |  28 |  19
registry-great-sael | registry    | Registry Office Great Sael              | office      | rural      | counter    |  26 |   7
registry-zelune     | registry    | Registry Office Zelune                  | office      | rural      | counter    |  22 |  15
registry-marrowfen  | registry    | Registry Office Marrowfen               | office      | rural      | counter    |  19 |  18
registry-consular   | registry    | Consular Records Office                 | office      | abroad     | counter    |  14 |  10
benefits            | mps         | Family and Pension Benefits Agency      | agency      | capital    | agency     | 330 | 181
benefits-payments   | benefits    | Benefit Payment Centre                  | unit        | other_city | counter    | 340 | 189
benefits-velmora    | benefits    | Benefits Office Velmora                 | office      | capital    | counter    | 130 |  67
benefits-belsanta   | benefits    | Benefits Office Belsanta                | office      | other_city | counter    |  55 |  34
benefits-tarnesk    | benefits    | Benefits Office Tarnesk                 | office      | other_city | counter    |  52 |  23
benefits-ishvari    | benefits    | Benefits Office Ishvari                 | office      | other_city | counter    |  44 |  31
benefits-ondora     | benefits    | Benefits Office Ondora                  | office      | other_city | counter    |  39 |  10
benefits-kessany    | benefits    | Benefits Office Kessany                 | office      | other_city | counter    |  36 |  17
benefits-survivors  | benefits    | Survivors' Pensions Unit                | unit        | other_city | counter    |  31 |  29
benefits-kotevo     | benefits    | Benefits Office Kotevo                  | office      | rural      | counter    |  27 |  18
benefits-great-sael | benefits    | Benefits Office Great Sael              | office      | rural      | counter    |  16 |  11
counters            | mps         | Citizen Service Centres                 | agency      | capital    | agency     |  46 |  31
counters-central    | counters    | Service Centre Velmora Central          | office      | capital    | counter    | 190 |  93
counters-belsanta   | counters    | Service Centre Belsanta                 | office      | other_city | counter    |  57 |  36
counters-harbour    | counters    | Service Centre Velmora Harbour          | office      | capital    | counter    |  48 |  20
counters-ishvari    | counters    | Service Centre Ishvari                  | office      | other_city | counter    |  46 |  33
counters-tarnesk    | counters    | Service Centre Tarnesk                  | office      | other_city | counter    |  43 |  28
counters-ondora     | counters    | Service Centre Ondora                   | office      | other_city | counter    |  34 |  23
counters-kessany    | counters    | Service Centre Kessany                  | office      | other_city | counter    |  29 |   7
counters-kotevo     | counters    | Service Centre Kotevo                   | office      | rural      | counter    |  21 |  13
counters-hollin     | counters    | Service Centre Hollin Reach             | office      | rural      | counter    |  17 |  16
counters-zelune     | counters    | Service Centre Zelune                   | office      | rural      | counter    |  15 |   9
counters-travelling | counters    | Travelling Service Counter              | unit        | rural      | counter    |  13 |  12
regulator           | mps         | Communications and Postal Regulator     | agency      | capital    | regulator  | 130 |  79
regulator-consumers | regulator   | Consumer Complaints Bureau              | unit        | capital    | regulator  |  35 |  24
regulator-spectrum  | regulator   | Spectrum Monitoring Station             | unit        | rural      | technical  |  18 |  12
regulator-numbers   | regulator   | Numbering and Addressing Office         | unit        | other_city | regulator  |  11 |   8
archives            | mps         | National Archives                       | agency      | capital    | agency     |  54 |  37
archives-belsanta   | archives    | Archives Repository Belsanta            | office      | other_city | counter    |  24 |  15
archives-workshop   | archives    | Conservation Workshop                   | unit        | rural      | counter    |  10 |   9
liaison             | mps         | Liaison Service                         | directorate | capital    | centre     |   9 |   6
liaison-parliament  | liaison     | Parliament Liaison Office               | office      | capital    | parliament |  26 |  17
liaison-courts      | liaison     | Courts Liaison Office                   | office      | capital    | courts     |  34 |  21
islands             | mps         | Island Services Administration          | agency      | other_city | agency     |  42 |  26
islands-lighthouses | islands     | Lighthouse and Pilotage Office          | office      | rural      | counter    |  11 |   1
islands-ferries     | islands     | Farro Point Ferry Office                | office      | rural      | counter    |   8 |   0
islands-little-sael | islands     | Little Sael Island Office               | office      | rural      | counter    |   6 |   5
"""

PROFILES = ("policymaker", "regulator", "senior_manager", "digital_leader", "ict_staff", "service_delivery_staff",
            "parliamentary_staff", "judicial_staff")

# Per cent of an institution's staff, in the order of PROFILES.
MIXES = {
    "centre":     (46, 0, 11, 4, 6, 33, 0, 0),
    "inspection": (12, 58, 9, 3, 6, 12, 0, 0),
    "school":     (16, 0, 8, 5, 8, 63, 0, 0),
    "digital":    (6, 0, 5, 11, 62, 16, 0, 0),
    "technical":  (0, 0, 4, 6, 70, 20, 0, 0),
    "agency":     (13, 0, 7, 3, 10, 67, 0, 0),
    "counter":    (0, 0, 6, 0, 6, 88, 0, 0),
    "regulator":  (7, 58, 8, 3, 12, 12, 0, 0),
    "parliament": (8, 0, 8, 0, 4, 0, 80, 0),
    "courts":     (0, 0, 6, 0, 6, 0, 0, 88),
}
PROB_FEMALE = {"policymaker": 0.52, "regulator": 0.45, "senior_manager": 0.40, "digital_leader": 0.32, "ict_staff": 0.28,
               "service_delivery_staff": 0.61, "parliamentary_staff": 0.56, "judicial_staff": 0.58}

# The Digital Identity Unit took on one more digital leader after the personnel list was drawn up, and everyone of that
# cell answered: the one cell with more respondents than headcount, so that a reader sees the warning it causes.
NEWCOMER = ("digital-identity", "digital_leader")

# Within an institution those answer who are highest on profile + gender + general ability + chance (sd 1).
PROPENSITY = {"policymaker": 0.1, "regulator": 0.2, "senior_manager": 0.5, "digital_leader": 0.4, "ict_staff": 0.3}
PROPENSITY_FEMALE = 0.15
PROPENSITY_ABILITY = 0.12

COMPETENCIES = ("1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "3.1", "3.2", "3.3", "3.4")
ATTITUDES = ("trust", "creativity", "adaptability", "curiosity", "experimentation")

# The latent scale is that of the answers: at ability -1, 0, 1 the typical answer to an item of difficulty 0 is 1, 2, 3.
THRESHOLDS = (-1.5, -0.5, 0.5, 1.5)
DIFFICULTY = {"a": -0.35, "b": 0.0, "c": 0.35}
SD_DIFFICULTY = 0.08
SD_GENERAL, SD_COMPETENCY, SD_INSTITUTION, SD_INSTITUTION_COMPETENCY = 0.60, 0.55, 0.22, 0.15
ABILITY_PER_RESPONSE_RATE = 0.4   # institutions that answer well are a little more able
RATING_FEMALE = -0.10             # women of the same ability choose lower answers

# Mean ability of a profile in the competencies, in their order.
MEAN_ABILITY = {
    #                            1.1    1.2    1.3    1.4    2.1    2.2    2.3    2.4    2.5    2.6    3.1    3.2    3.3    3.4
    "policymaker":            ( 0.85,  0.90,  0.85, -0.10,  0.30,  0.40, -0.15, -0.65,  0.05, -0.55, -0.10, -0.80, -1.00, -0.95),
    "regulator":              ( 0.10,  0.05, -0.05, -0.80,  0.25,  0.30,  0.05,  0.50,  1.05,  0.00, -0.80, -0.90, -0.90, -0.90),
    "senior_manager":         ( 0.65,  0.20,  0.65,  0.55,  0.10,  0.20, -0.20, -0.75, -0.15, -1.20,  0.05, -0.75, -0.80,  0.60),
    "digital_leader":         ( 0.90,  1.05,  0.75,  1.45,  1.40,  0.80,  0.90,  0.70,  0.85,  0.55,  1.00,  1.05,  1.00,  1.30),
    "ict_staff":              ( 0.05,  0.85, -0.90, -0.80,  1.35, -0.45, -0.25,  0.45, -0.30, -0.60, -0.20,  0.95,  0.85, -0.80),
    "service_delivery_staff": (-1.00,  0.05, -1.60, -1.60, -0.05, -1.75, -1.35, -0.95, -1.25, -1.70,  0.85, -0.15, -1.50, -1.70),
    "parliamentary_staff":    ( 0.20,  0.10, -0.05, -1.20,  0.20, -0.55,  0.45, -0.80,  0.60, -0.80, -0.65, -1.30, -1.40, -1.30),
    "judicial_staff":         (-0.95, -0.80, -1.70, -1.70, -0.05, -1.45, -0.45,  0.05, -0.10, -1.55, -0.20, -0.80, -1.60, -1.70),
}
SD_NOISE = {"1.2": 0.85, "1.3": 0.85, "2.1": 0.65, "2.4": 0.60, "3.1": 0.85, "3.3": 0.80, "3.4": 0.80}
SD_NOISE_ELSE = 0.70

# "Not part of my work", said to all items of a competency. The regulators' 3.1 is the place to "check the profile": the
# profile asks for it and most of them say that it is no part of their work.
PROB_NOT_APPLICABLE = {
    "policymaker": {"3.3": 0.30},
    "regulator": {"3.1": 0.62, "3.2": 0.25, "3.3": 0.35},
    "senior_manager": {"3.2": 0.05},
    "digital_leader": {},
    "ict_staff": {"1.3": 0.30, "2.3": 0.08, "3.4": 0.25},
    "service_delivery_staff": {"1.3": 0.45, "1.4": 0.40, "2.2": 0.08, "2.3": 0.14, "3.3": 0.40, "3.4": 0.50},
    "parliamentary_staff": {"1.4": 0.35, "3.2": 0.20, "3.3": 0.40, "3.4": 0.35},
    "judicial_staff": {"1.3": 0.50, "1.4": 0.40, "2.2": 0.15, "3.3": 0.45, "3.4": 0.50},
}
PROB_NOT_APPLICABLE_ELSE = 0.025
PROB_NOT_APPLICABLE_ITEM = 0.004

# "I do not know": all items of a competency, times a factor of the institution, doubled for the less able.
PROB_DO_NOT_KNOW = {"1.3": 0.020, "1.4": 0.015, "2.3": 0.025, "2.5": 0.015, "2.6": 0.035}
PROB_DO_NOT_KNOW_ELSE = 0.008
DO_NOT_KNOW_FACTORS = (0.0, 0.5, 1.0, 1.5, 2.5)
PROB_DO_NOT_KNOW_ITEM = 0.006

PROB_REFUSED, PROB_REFUSED_TRUST = 0.002, 0.02
PROB_LEFT_OUT = 0.006
PROB_BROKEN_OFF, PROB_CLOSED_AT_ONCE = 0.03, 0.004
PROB_STRAIGHT_LINE = 0.012
PROB_PROFILE_BLANK, PROB_GENDER_BLANK, PROB_GENDER_OTHER = 0.008, 0.025, 0.008
PROB_OTHER_PLACE, PROB_PLACE_BLANK = 0.03, 0.01
PROB_WORKS_IN = {"capital": (("en", 0.70), ("fr", 0.25)), "other_city": (("en", 0.55), ("fr", 0.37)),
                 "rural": (("en", 0.45), ("fr", 0.33)), "abroad": (("en", 0.50), ("fr", 0.40))}

MEAN_ATTITUDE = {"trust": 0.4, "creativity": -0.1, "adaptability": 0.2, "curiosity": 0.3, "experimentation": -0.5}
SD_ATTITUDE, SD_MORALE, SD_ATTITUDE_NOISE = 0.55, 0.35, 0.70

SALIENCE = {"2.2": 0.3, "2.4": 0.2, "2.6": 0.9, "3.4": 0.2}
PROB_WANTED = (0.14, 0.16, 0.25)   # none, one, two; else three
WANTED_PER_ABILITY = -0.6

# The institution's own questionnaire: element -> mean on the scale of the answers, and the competency (if any) whose level
# among the staff goes with the element.
ELEMENTS = {
    "dependable_network": (0.30, None), "devices_and_accounts": (0.25, "2.1"), "usable_records": (-0.25, "2.2"),
    "changeable_systems": (-0.65, "3.2"), "digital_legal_basis": (-0.05, None), "data_protection_procedure": (-0.10, "2.4"),
    "data_sharing_rules": (-0.35, "2.3"), "ai_use_rules": (-1.10, "2.6"), "digital_mandate": (-0.05, "3.4"),
    "delegated_decisions": (-0.20, None), "safe_experimentation": (-0.55, "3.2"), "evidence_in_decisions": (-0.25, "2.2"),
    "contact_with_users": (-0.15, "3.1"), "time_to_learn": (0.05, None), "funded_training_plan": (-0.65, None),
    "specialist_posts": (-1.15, "3.3"),
}
SILENT_FOCAL_POINTS = ("registry-great-sael", "registry-consular", "benefits-ondora", "counters-kessany",
                       "counters-travelling", "islands-lighthouses", "islands-ferries")
SD_MATURITY, SD_ELEMENT, SD_ELEMENT_NOISE = 0.40, 0.60, 0.35
MATURITY_LARGE, MATURITY_SMALL = 0.35, -0.25        # 100 staff or more; under 25
NETWORK_BY_PLACE = {"rural": -0.80, "capital": 0.20}
PROB_ELEMENT_UNKNOWN, PROB_ELEMENT_LEFT_OUT, PROB_NO_SPECIALISTS_NEEDED = 0.025, 0.008, 0.5
