//! `why`, `who`, `what`, `compare`, `diff`, `pyramid`, `surfaces`.

use crate::bench::Bench;
use insta::assert_snapshot;

/// The first person, permission and decision that fits.
fn cell(bench: &Bench, wanted: &str) -> (String, String) {
    let matrix = bench.json(&["matrix", "practice", "--format", "json"]);
    for row in matrix["rows"].as_array().unwrap() {
        for column in matrix["columns"].as_array().unwrap() {
            let id = column["id"].as_str().unwrap();
            let state = row["cells"].get(id).and_then(|x| x.as_str()).unwrap_or("none");
            if state == wanted && row["active"] == true {
                return (row["id"].as_str().unwrap().to_owned(), id.to_owned());
            }
        }
    }
    panic!("no cell is {wanted}");
}

fn why(bench: &Bench, wanted: &str) -> String {
    let (person, permission) = cell(bench, wanted);
    bench.run(&["why", "practice", "--person", &person, "--permission", &permission]).all()
}

#[test]
fn why_yes() {
    assert_snapshot!(why(&Bench::practice(), "granted"), @r#"
    exit 0
    --- out
    Aaliyah Bergström holds View users everywhere, as a member of All staff, which has the role Member
    yes · view · as of 2026-11-22 09:00 UTC
    3 other ways give it as well, so taking one away changes nothing.

    Paths (4)
      Aaliyah Bergström → All staff (scim) → Member → View users
        since 2023-11-08
      Aaliyah Bergström → Platform Engineering (scim) → All staff (scim) → Member → View users
        since 2023-11-08
      Aaliyah Bergström → Environment keepers (scim) → Configuration Manager → Member → View users
        since 2023-11-08
      Aaliyah Bergström → Gdańsk site (scim) → All staff (scim) → Member → View users
        since 2023-11-08

    Last used 2026-10-12 23:21 UTC.
    --- err
    "#);
}

#[test]
fn why_scoped() {
    assert_snapshot!(why(&Bench::practice(), "scoped"), @r#"
    exit 0
    --- out
    Abebe Mori holds Edit variables on Staging and Training, as a member of Agent builders Rotterdam, which has the role AI Agent Builder
    yes, scoped · correct · as of 2026-11-22 09:00 UTC

    Paths (1)
      Abebe Mori → Agent builders Rotterdam (scim) → AI Agent Builder → Edit variables
        on Staging, Training, since 2025-04-03

    Needs, to work
      ✓ View environments, held

    Last used 2026-10-05 05:37 UTC.
    --- err
    "#);
}

#[test]
fn why_no() {
    assert_snapshot!(why(&Bench::practice(), "none"), @r#"
    exit 0
    --- out
    Aaliyah Bergström does not hold Invite users, because nothing grants it
    no · correct · as of 2026-11-22 09:00 UTC
    The nearest way: grant Invite users to Aaliyah Bergström, which changes nothing else.

    Nearest ways to a yes, the narrowest first
      1. Grant Invite users to Aaliyah Bergström
         gives nothing else; affects nobody else
      2. Grant Invite users to the role Configuration Manager
         gives nothing else; affects 3 other people
      3. Grant Invite users to the role Member
         gives nothing else; affects 403 other people
      4. Put Aaliyah Bergström into the group Access office
         also gives 5 other permissions (Read audit log, Manage groups, Assign roles, Manage attributes and 1 more), up to policy; affects nobody else
      5. Put Aaliyah Bergström into the group Identity platform
         also gives 5 other permissions (Read audit log, Manage groups, Configure custom SSO, Manage attributes and 1 more), up to policy; affects nobody else

    Needs, to work
      ✓ View users, held
    --- err
    "#);
}

#[test]
fn why_on_an_object() {
    let bench = Bench::practice();
    let (person, permission) = cell(&bench, "scoped");
    let whole = bench.json(&["--json", "why", "practice", "--person", &person, "--permission", &permission]);
    let object = whole["paths"][0]["scope"][0]["id"].as_str().unwrap().to_owned();
    let args =
        ["--json", "why", "practice", "--person", &person, "--permission", &permission, "--object", &object];
    let on = bench.json(&args);
    assert_eq!(on["decision"], "yes");
    assert_eq!(on["object"]["id"], object.as_str());
}

#[test]
fn who() {
    let bench = Bench::practice();
    let (_, permission) = cell(&bench, "scoped");
    assert_snapshot!(bench.run(&["who", "practice", "--permission", &permission]).all(), @r#"
    exit 0
    --- out
    27 people hold Edit variables
    correct · as of 2026-11-22 09:00 UTC

    PERSON             ID                  WHERE              THROUGH                                   ENDS        LAST USED
    Aaliyah Bergström  aaliyah.bergstroem  everywhere         Environment keepers                       never       2026-11-05
    Abebe Mori         abebe.mori          Staging, Training  Agent builders Rotterdam                  never       2026-10-05
    Alejandra Suzuki   alejandra.suzuki    Staging, Training  Agent builders Rotterdam                  never       2026-10-08
    Bram Dekker        bram.dekker         everywhere         Environment keepers                       never       2026-10-27
    Bram Dijkstra      bram.dijkstra       Staging, Training  Agent builders Rotterdam                  never       2026-11-02
    Eva Hansen         eva.hansen          Staging, Training  Agent builders Lisbon                     never       2026-10-24
    Gabriela Ruiz      gabriela.ruiz       Staging, Training  Agent builders Rotterdam                  never       2026-10-10
    Greta Olsen        greta.olsen         everywhere         Workspace owners                          never       2026-10-27
    Hana Sato          hana.sato           everywhere         Production, Staging, Environment keepers  never       2026-11-04
    Hanneke Diallo     hanneke.diallo      Staging, Training  Agent builders Rotterdam                  never       –
    Kemal Ramos        kemal.ramos         Staging, Training  Agent builders Rotterdam                  never       2026-09-30
    Kemal Tesfaye      kemal.tesfaye       Staging, Training  Agent builders Lisbon                     never       2026-10-27
    Lena Vogt          lena.vogt           Staging, Training  Agent builders Lisbon                     never       –
    Luis Ferreira      luis.ferreira       Staging, Training  Agent builders Lisbon                     never       2026-10-29
    Marta Dlamini      marta.dlamini       everywhere         Environment keepers                       never       2026-09-19
    Nikolai Pereira    nikolai.pereira     Staging, Training  Agent builders Rotterdam                  never       –
    Nikolai Tavares    nikolai.tavares     Staging, Training  Agent builders Lisbon                     never       2026-10-30
    Nikolai Çelik      nikolai.celik       Staging, Training  Agent builders Rotterdam                  never       2026-10-03
    Oluwaseun Reddy    oluwaseun.reddy     Staging, Training  Agent builders Rotterdam                  never       2026-10-15
    Petra Oliveira     petra.oliveira      Staging, Training  Agent builders Lisbon                     never       2026-10-10
    Pieter de Graaf    pieter.de.graaf     everywhere         Workspace owners                          2026-12-13  2026-10-22
    Rania Lund         rania.lund          Staging, Training  Agent builders Rotterdam                  never       2026-10-24
    Ren De Vries       ren.de.vries        Staging, Training  Agent builders Lisbon                     never       –
    Santiago Patel     santiago.patel      Staging, Training  Agent builders Lisbon                     never       –
    Sigrid Van Dam     sigrid.van.dam      Staging, Training  Agent builders Lisbon                     never       –
    Suresh Yamamoto    suresh.yamamoto     Staging, Training  Agent builders Rotterdam                  never       2026-11-04
    Yusuf Adeyemi      yusuf.adeyemi       Staging, Training  Agent builders Rotterdam                  never       2026-11-04
    --- err
    "#);
}

#[test]
fn who_holds_it_and_cannot_use_it_is_said() {
    let bench = Bench::practice();
    let args = ["who", "practice", "--permission", "Query agents"];
    let json = bench.json(&[["--json"].as_slice(), args.as_slice()].concat());
    let people = json["people"].as_array().unwrap();
    let lacking = people.iter().filter(|holder| !holder["missing"].as_array().unwrap().is_empty()).count();
    assert!(lacking > 0, "{json}");
    let text = bench.good(&args);
    assert!(text.contains(" it and cannot use it: they lack what it needs\n"), "{text}");
    let rows: Vec<&str> = text.lines().filter(|line| line.ends_with("Read documents")).collect();
    assert_eq!(rows.len(), lacking, "{text}");
    assert!(rows.iter().any(|row| row.starts_with("Felix Aydin")), "{text}");
}

#[test]
fn what_is_granted_directly_and_what_ends_soon_is_said() {
    let bench = Bench::new();
    let file = bench.file(
        "soon.json",
        r#"{"steward":1,"tenant":{"name":"Soon"},"people":[{"id":"ada","displayName":"Ada"}],
            "grants":[{"permission":"read","person":"ada","until":"2026-11-22T11:20:00Z"}]}"#,
    );
    bench.good(&["tenant", "add", "soon", "--file", &file]);
    assert_snapshot!(bench.good(&["who", "soon", "--permission", "read"]), @r#"
    1 person holds read
    view · as of 2026-11-22 09:00 UTC

    PERSON  ID   WHERE       THROUGH   ENDS                  LAST USED
    Ada     ada  everywhere  directly  2026-11-22 11:20 UTC  –
    "#);
}

#[test]
fn what() {
    let bench = Bench::practice();
    let (person, _) = cell(&bench, "scoped");
    assert_snapshot!(bench.run(&["what", "practice", "--person", &person]).all(), @r#"
    exit 0
    --- out
    Abebe Mori holds 14 permissions
    abebe.mori · Dispatcher, Operations · as of 2026-11-22 09:00 UTC
    Roles   AI Agent Builder, Member
    Groups  Agent builders Rotterdam, All staff, Operations, Singapore site

    User management
      ●  View users  view  via All staff (scim) → Member +3

    Configuration
      ●  View environments  view      via Agent builders Rotterdam (scim) → AI Agent Builder
      ●  Test webhooks      diagnose  via Agent builders Rotterdam (scim) → AI Agent Builder
      ◐  Edit variables     correct   via Agent builders Rotterdam (scim) → AI Agent Builder  on Staging, Training

    Organization
      ●  View usage analytics  view  via Agent builders Rotterdam (scim) → AI Agent Builder

    AI & Assist
      ●  Use Assist: Ask    view      via All staff (scim) → Member +3
      ●  Query agents       view      via Agent builders Rotterdam (scim) → AI Agent Builder
      ●  Trace agent runs   diagnose  via Agent builders Rotterdam (scim) → AI Agent Builder
      ●  Use Assist: Build  correct   via Agent builders Rotterdam (scim) → AI Agent Builder
      ●  Edit agents        correct   via Agent builders Rotterdam (scim) → AI Agent Builder
      ◐  Publish agents     override  via Agent builders Rotterdam (scim) → AI Agent Builder  on Claims triage, Dock planner, Tariff advisor

    Data & Resources
      ●  View query library    view      via All staff (scim) → Member +3
      ●  Read documents        view      via Agent builders Rotterdam (scim) → AI Agent Builder
      ●  Inspect index health  diagnose  via Agent builders Rotterdam (scim) → AI Agent Builder
    --- err
    "#);
}

#[test]
fn compare() {
    let bench = Bench::practice();
    let matrix = bench.json(&["matrix", "practice", "--rows", "roles", "--format", "json"]);
    let id = |at: usize| matrix["rows"][at]["id"].as_str().unwrap().to_owned();
    assert_snapshot!(bench.run(&["compare", "practice", &id(0), &id(1)]).all(), @r#"
    exit 0
    --- out
    15 permissions differ, 7 held alike
    as of 2026-11-22 09:00 UTC

      A  Access Administrator  access-administrator
      B  AI Agent Builder  ai-agent-builder

    PERMISSION             CLASS     CATEGORY          A  B
    View effective access  diagnose  User management   ●  ·
    Invite users           correct   User management   ●  ·
    Manage attributes      correct   User management   ●  ·
    Manage groups          correct   User management   ●  ·
    Reset MFA              override  User management   ●  ·
    Assign roles           policy    User management   ●  ·
    Test webhooks          diagnose  Configuration     ·  ●
    Edit variables         correct   Configuration     ·  ◐
    Read audit log         diagnose  Organization      ●  ·
    Export audit log       diagnose  Organization      ●  ·
    Trace agent runs       diagnose  AI & Assist       ·  ●
    Use Assist: Build      correct   AI & Assist       ·  ●
    Edit agents            correct   AI & Assist       ·  ●
    Publish agents         override  AI & Assist       ·  ◐
    Inspect index health   diagnose  Data & Resources  ·  ●

    ● yes  ◐ on some objects only  ⊘ taken by a deny  · no
    --- err
    "#);
    assert_eq!(bench.run(&["compare", "practice", &id(0)]).code, 2, "one alone cannot be compared");
    for again in ["role:model-tester", "Model Tester"] {
        let ran = bench.run(&["compare", "practice", "role:model-tester", "role:member", again]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.all());
        assert!(ran.err.contains("`Model Tester` was named twice"), "{}", ran.err);
    }
}

#[test]
fn diff_from_the_baseline() {
    assert_snapshot!(Bench::practice().run(&["diff", "practice"]).all(), @r#"
    exit 0
    --- out
    95 permissions gained, 155 lost
    from a5d92ba7 of 2026-10-23 09:00 UTC, the baseline to a76c8aa3 of 2026-11-22 09:00 UTC
    New people: Alejandra Nakamura, Andrei Jansen, Arjun Kebede, Cem Osei, Eva Fischer, Fatou Mironova, Filip Aoki, Isabel García, Isabel Tavares, Jamila Zulu, Kaito De Vries, Kofi Dąbrowski and 13 more
    New roles: Rotterdam Night Desk Team
    New objects: Port radar
    Gone people: Ahmet Mulder, Elif Kowalczyk, Naomi Yamamoto, Yuki Fischer
    Gone roles: Knowledge Curator

    Gained
      + View users (view)  25 people: Alejandra Nakamura, Andrei Jansen, Arjun Kebede, Cem Osei, Eva Fischer, Fatou Mironova and 19 more
      + Impersonate user (override)  1 person: Aoife Byrne
      + View environments (view)  1 person: Lena Vogt
      + Test webhooks (diagnose)  1 person: Lena Vogt
      + Edit variables (correct)  1 person: Lena Vogt
      + View usage analytics (view)  1 person: Lena Vogt
      + Use Assist: Ask (view)  25 people: Alejandra Nakamura, Andrei Jansen, Arjun Kebede, Cem Osei, Eva Fischer, Fatou Mironova and 19 more
      + Query agents (view)  1 person: Lena Vogt
      + Trace agent runs (diagnose)  1 person: Lena Vogt
      + Use Assist: Build (correct)  1 person: Lena Vogt
      + Edit agents (correct)  1 person: Lena Vogt
      + Publish agents (override)  1 person: Lena Vogt
      + View query library (view)  25 people: Alejandra Nakamura, Andrei Jansen, Arjun Kebede, Cem Osei, Eva Fischer, Fatou Mironova and 19 more
      + Read documents (view)  4 people: Ilse Verbeek, Jonas Weiss, Lena Vogt, Tariq Aziz
      + Inspect index health (diagnose)  1 person: Lena Vogt
      + Write files (correct)  3 people: Ilse Verbeek, Jonas Weiss, Tariq Aziz
      + Export data (override)  1 person: Marek Lindqvist
      + Restore data (override)  1 person: Marek Lindqvist

    Lost
      − View users (view)  5 people: Ahmet Mulder, Elif Kowalczyk, Katrin Möller, Naomi Yamamoto, Yuki Fischer
      − View effective access (diagnose)  1 person: Katrin Möller
      − Manage attributes (correct)  1 person: Katrin Möller
      − Reset MFA (override)  1 person: Katrin Möller
      − View environments (view)  17 people: Agnieszka Sørensen, Andrei Yılmaz, Astrid Peters, Eero García, Giulia Popescu, Jun Jansen and 11 more
      − Test webhooks (diagnose)  1 person: Katrin Möller
      − Retry failed jobs (correct)  1 person: Katrin Möller
      − View usage analytics (view)  17 people: Agnieszka Sørensen, Andrei Yılmaz, Astrid Peters, Eero García, Giulia Popescu, Jun Jansen and 11 more
      − Read audit log (diagnose)  1 person: Katrin Möller
      − Use Assist: Ask (view)  5 people: Ahmet Mulder, Elif Kowalczyk, Katrin Möller, Naomi Yamamoto, Yuki Fischer
      − Query agents (view)  17 people: Agnieszka Sørensen, Andrei Yılmaz, Astrid Peters, Eero García, Giulia Popescu, Jun Jansen and 11 more
      − Trace agent runs (diagnose)  17 people: Agnieszka Sørensen, Andrei Yılmaz, Astrid Peters, Eero García, Giulia Popescu, Jun Jansen and 11 more
      − View query library (view)  5 people: Ahmet Mulder, Elif Kowalczyk, Katrin Möller, Naomi Yamamoto, Yuki Fischer
      − Read documents (view)  17 people: Agnieszka Sørensen, Andrei Yılmaz, Astrid Peters, Eero García, Giulia Popescu, Jun Jansen and 11 more
      − Inspect index health (diagnose)  1 person: Katrin Möller
      − Edit query library (correct)  16 people: Agnieszka Sørensen, Andrei Yılmaz, Astrid Peters, Eero García, Giulia Popescu, Jun Jansen and 10 more
      − Write files (correct)  16 people: Agnieszka Sørensen, Andrei Yılmaz, Astrid Peters, Eero García, Giulia Popescu, Jun Jansen and 10 more
      − Manage datastores (correct)  16 people: Agnieszka Sørensen, Andrei Yılmaz, Astrid Peters, Eero García, Giulia Popescu, Jun Jansen and 10 more

    Through (113)
      − Ahmet Mulder member of All staff
      − Ahmet Mulder member of Warehouse
      − Ahmet Mulder member of Rotterdam site
      + Alejandra Nakamura member of All staff
      + Alejandra Nakamura member of Operations
      + Alejandra Nakamura member of Hamburg site
      + Andrei Jansen member of All staff
      + Andrei Jansen member of Operations
      + Andrei Jansen member of Hamburg site
      + Aoife Byrne grants Impersonate user
      + Arjun Kebede member of All staff
      + Arjun Kebede member of Operations
      + Arjun Kebede member of Singapore site
      + Cem Osei member of All staff
      + Cem Osei member of Data & Analytics
      + Cem Osei member of Rotterdam site
      − Elif Kowalczyk member of All staff
      − Elif Kowalczyk member of Platform Engineering
      − Elif Kowalczyk member of Gdańsk site
      + Eva Fischer member of All staff
      + Eva Fischer member of Customer Support
      + Eva Fischer member of Rotterdam site
      + Fatou Mironova member of All staff
      + Fatou Mironova member of Operations
      + Fatou Mironova member of Rotterdam site
      + Filip Aoki member of All staff
      + Filip Aoki member of Operations
      + Filip Aoki member of Gdańsk site
      + Isabel García member of All staff
      + Isabel García member of Operations
      and 83 more
    --- err
    "#);
}

#[test]
fn pyramid() {
    assert_snapshot!(Bench::practice().run(&["pyramid", "practice"]).all(), @r#"
    exit 0
    --- out
    411 active people by what they could do
    as of 2026-11-22 09:00 UTC

    CLASS                                  PEOPLE  STANDING  TEMPORARY  PERMISSIONS  WHO
    destructive  █                              2         1          1            4  Greta Olsen, Pieter de Graaf
    policy       █                             11        10          1            6
    override     ████                          58        57          1            9
    correct      █████                         73        72          1           13
    diagnose     █████                         79        78          1            6
    view         ████████████████████████     411       411          0            8
    --- err
    "#);
}

#[test]
fn surfaces() {
    assert_snapshot!(Bench::practice().run(&["surfaces", "practice"]).all(), @r#"
    exit 0
    --- out
    load-data: 3 people hold it on some surfaces only
      app by Manage datastores
      storage by Write files
      PERSON        CAN ON   CANNOT ON
      Ilse Verbeek  storage  app
      Jonas Weiss   storage  app
      Tariq Aziz    storage  app

    --- err
    "#);
}

#[test]
fn time_is_an_argument() {
    let bench = Bench::practice();
    let pyramid = bench.json(&["--json", "pyramid", "practice", "--at", "2027-05-01"]);
    assert_eq!(pyramid["at"], "2027-05-01T00:00:00Z");
    let ran = bench.run(&["pyramid", "practice", "--at", "soon"]);
    assert_snapshot!(ran.all(), @r#"
    exit 2
    --- out
    --- err
    error: `soon` is not a moment
    hint: write a date such as `2026-11-30`, or a time such as `2026-11-30T09:00:00Z`
    "#);
}

#[test]
fn json_is_the_wire_type_everywhere() {
    let bench = Bench::practice();
    let (person, permission) = cell(&bench, "granted");
    let role = "role:member";
    let commands: [(&[&str], &str); 7] = [
        (&["why", "practice", "--person", &person, "--permission", &permission], "statement"),
        (&["who", "practice", "--permission", &permission], "people"),
        (&["what", "practice", "--person", &person], "permissions"),
        (&["compare", "practice", &person, role], "rows"),
        (&["diff", "practice"], "gainedTotal"),
        (&["check", "practice"], "open"),
        (&["matrix", "practice"], "columns"),
    ];
    for (args, field) in commands {
        let mut all = vec!["--json"];
        all.extend(args);
        assert!(bench.json(&all).get(field).is_some(), "{args:?}");
    }
}

#[test]
fn a_name_that_fits_several_lists_them() {
    let bench = Bench::new();
    let file = bench.file(
        "two.json",
        r#"{"steward":1,"tenant":{"name":"Two"},"people":[
            {"id":"p1","displayName":"Ada Lovelace"},{"id":"p2","displayName":"Ada Lovelace"}],
            "grants":[{"permission":"read","person":"p1"}]}"#,
    );
    bench.good(&["tenant", "add", "two", "--file", &file]);
    assert_snapshot!(bench.run(&["what", "two", "--person", "Ada Lovelace"]).all(), @r"
        exit 2
        --- out
        --- err
        error: `Ada Lovelace` fits 2 people
          `p1`  Ada Lovelace
          `p2`  Ada Lovelace
        hint: give the id of the one that is meant
    ");
    assert!(bench.good(&["what", "two", "--person", "p1"]).contains("holds 1 permission"));
}
