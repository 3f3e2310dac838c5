"""The columns of the practice use of force extract, and what it writes for each code."""

HEADER: tuple[str, ...] = (
    "Practice data", "Form ref", "Entry number", "Incident ref", "Subject no", "Lead officer form", "Date", "Time",
    "Form submitted", "LPU", "Location", "Location type", "Operation", "Officers using force",
    "Person name", "Date of birth", "Home address", "Age", "Age band", "Gender", "Self-defined ethnicity",
    "Reason ethnicity not stated", "Perceived ethnicity", "Physical disability", "Mental disability",
    "Subject conduct", "Assaulted by subject", "Threatened with weapon", "Assaulted with weapon",
    "Impact: weapon", "Impact: alcohol", "Impact: drugs", "Impact: mental health", "Impact: prior knowledge",
    "Impact: size/gender/build", "Impact: acute behavioural disturbance", "Impact: crowd", "Impact: other",
    "Reasons for force", "Legal power", "Tactic 1", "Tactic 2", "Tactic 3", "Tactic 4", "Tactic 5", "Tactic 6",
    "Effective tactics", "Warning given", "Minutes of force", "Spit guard minutes", "Taser cycles",
    "Taser over 5 seconds", "Taser body map", "Carrying Taser", "Main duty", "Single crewed", "Rationale",
    "Subject injured", "Subject injury level", "Injury and first aid", "Medical help offered", "Medical help given",
    "Officer injured", "Officer injury level", "Injury intentional", "Parent informed", "Safeguarding referral",
    "BWV", "BWV reference", "BWV kept until", "Outcome", "Officer", "Officer name", "Team", "Supervisor",
    "Supervisor review date", "Complaint", "Linked search", "Custody record",
)  # fmt: skip
IMPACTS = {
    "weapon": "weapon", "alcohol": "alcohol", "drugs": "drugs", "mental_health": "mental health",
    "prior_knowledge": "prior knowledge", "size": "size/gender/build", "abd": "acute behavioural disturbance",
    "crowd": "crowd", "other": "other",
}  # fmt: skip
REASONS = {
    "protect_self": "Protect self", "protect_public": "Protect public", "protect_subject": "Protect subject",
    "protect_officers": "Protect other officers", "prevent_offence": "Prevent offence",
    "effect_search": "Effect search", "effect_arrest": "Effect arrest", "method_of_entry": "Method of entry",
    "prevent_harm": "Prevent harm", "prevent_escape": "Prevent escape",
}  # fmt: skip
POWERS = {"s3_cla": "S3 CLA", "s117_pace": "S117 PACE", "common_law": "Common law", "s136_mha": "S136 MHA"}
KINDS_OF_PLACE = {
    "street": "Street/Highway", "public_transport": "Public transport", "retail": "Retail premises",
    "open_ground": "Open ground (park, car park, field)", "licensed": "Licensed premises",
    "stadium": "Sports or event stadia", "hospital": "Hospital/A&E (non mental health)",
    "mental_health_setting": "Mental health setting", "vehicle_cage": "Police vehicle with cage",
    "vehicle": "Police vehicle without cage", "dwelling": "Dwelling", "station": "Police station (excluding custody)",
    "custody": "Custody block", "ambulance": "Ambulance", "other": "Other",
}  # fmt: skip
CONDUCT = {
    "compliant": "Compliant", "verbal": "Verbal resistance/gestures", "passive": "Passive resistance",
    "active": "Active resistance", "aggressive": "Aggressive resistance", "serious": "Serious or aggravated resistance",
}  # fmt: skip
TACTICS = {
    "communication": "Tactical communications",
    "cuffs_compliant": "Compliant handcuffing",
    "cuffs_resisting": "Non-compliant handcuffing",
    "unarmed_skills": "Unarmed skills",
    "ground_restraint": "Ground restraint",
    "limb_restraint": "Limb/body restraints",
    "spit_guard": "Spit guard",
    "pava_drawn": "Irritant spray - PAVA drawn",
    "pava_used": "Irritant spray - PAVA used",
    "baton_drawn": "Baton drawn",
    "baton_used": "Baton used",
    "ced_drawn": "CED (Taser) drawn",
    "ced_arced": "CED (Taser) arced",
    "ced_red_dot": "CED (Taser) red-dotted",
    "ced_fired": "CED (Taser) fired",
    "shield": "Shield",
    "dog_deployed": "Dog deployed",
    "dog_bite": "Dog bite",
}
"""What the practice extract writes for each tactic."""
