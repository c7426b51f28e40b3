// Written by `scripts/pages types` from the OpenAPI document; a test compares.

export interface paths {
    "/v1/pathways/{pathwaysId}:assignReferent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["followup.AssignReferent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pathways/{pathwaysId}/interviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["followup.RecordInterview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pathways/{pathwaysId}:recordEmployerMeeting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["followup.RecordEmployerMeeting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pathways/{pathwaysId}:complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["followup.CompletePathway"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pathways/{pathwaysId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["followup.GetPathway"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pathways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["followup.ListPathways"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pathways/{pathwaysId}:timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["followup.GetTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["followup.ListAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/gaps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["followup.ListGaps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pathways/{pathwaysId}:acknowledgeAlert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["followup.AcknowledgeAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pathways/{pathwaysId}:risk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["followup.GetRisk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pathways/{pathwaysId}:overrideRisk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["followup.OverrideRisk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/actionPlans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["followup.ListActionPlans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/appointments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["followup.ListAppointments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/companyLapses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["followup.ListCompanyLapses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["partners.ListOrganisations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents:displayNames": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["partners.DisplayNames"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dossiers:import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["recruitment.ImportDossiers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/prescriptions:import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["recruitment.ImportPrescriptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/persons:displayNames": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["recruitment.DisplayNames"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/referrals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["support.ListReferrals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/referrals/{referralsId}:accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["support.AcceptReferral"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/referrals/{referralsId}:refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["support.RefuseReferral"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/referrals/{referralsId}:complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["support.CompleteReferral"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/{service}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["operations.GetStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/{service}/deadLetters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["operations.ListDeadLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/{service}/deadLetters/{deadLettersId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["operations.ShowDeadLetter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/{service}/deadLetters:redrive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["operations.RedriveDeadLetters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/{service}/deadLetters:discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["operations.DiscardDeadLetters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        "followup.AcknowledgeAlertRequest": {
            alert: string;
            note?: string;
            requestId?: string;
        };
        "followup.ActionPlan": {
            name: string;
            pathway: string;
            person: string;
            version: number;
            objectives: components["schemas"]["followup.PlanObjective"][];
            versions: components["schemas"]["followup.PlanVersion"][];
            closeDate: string;
            review: string;
            etag: string;
        };
        "followup.Alert": {
            name: string;
            pathway: string;
            person: string;
            kind: components["schemas"]["followup.AlertKind"];
            subject: string;
            raiseDate: string;
            daysWithoutContract: number;
            owner: string;
            closeDate: string;
            text: string;
            band: components["schemas"]["followup.RiskBand"];
            acknowledgedBy: string;
            acknowledgeDate: string;
            note: string;
        };
        /** @enum {string} */
        "followup.AlertKind": "ALERT_KIND_UNSPECIFIED" | "WITHOUT_CONTRACT" | "RUPTURE_RISK";
        "followup.Appointment": {
            name: string;
            pathway: string;
            person: string;
            agent: string;
            startTime?: string;
            endTime?: string;
            appointmentDate: string;
            place: string;
            state: components["schemas"]["followup.AppointmentState"];
            remindersSuspended: boolean;
            etag: string;
        };
        /** @enum {string} */
        "followup.AppointmentState": "APPOINTMENT_STATE_UNSPECIFIED" | "UNKNOWN" | "SEEN" | "EXCUSED" | "REVOKED" | "NO_SHOW";
        "followup.AssignReferentRequest": {
            referent: string;
            date?: string;
            requestId?: string;
            etag?: string;
            cutAtOnce?: boolean;
        };
        /** @enum {string} */
        "followup.CauseFamily": "CAUSE_FAMILY_UNSPECIFIED" | "PRESENCE" | "SOCIAL" | "COMPANY" | "SUPPORT_ITSELF";
        "followup.ClosingReview": {
            reached: string;
            openBarriers?: components["schemas"]["type.BarrierCategory"][];
        };
        "followup.CommunicationAgreement": {
            personExpects?: string;
            professionalExpects?: string;
            resources?: string[];
        };
        "followup.CompanyLapse": {
            pathway: string;
            kind: components["schemas"]["followup.CompanyLapseKind"];
            dueDate: string;
        };
        /** @enum {string} */
        "followup.CompanyLapseKind": "COMPANY_LAPSE_KIND_UNSPECIFIED" | "TRIMESTER_WITHOUT_SESSION" | "GRID_NOT_SHARED" | "COMPANY_NOT_CHECKED" | "LOGBOOK_SILENT" | "TOO_FEW_MEETINGS" | "EVALUATION_MISSING";
        "followup.CompletePathwayRequest": {
            result: components["schemas"]["followup.PathwayResult"];
            review?: components["schemas"]["followup.ClosingReview"];
            lastDay?: string;
            reason?: string;
            date?: string;
            requestId?: string;
            etag?: string;
        };
        "followup.Continuation": {
            contractBreak: string;
            state: components["schemas"]["followup.Continuation.State"];
            fromDate: string;
            coverUntilDate: string;
            daysLeft: number;
            endReason: components["schemas"]["followup.ContinuationEnded.Reason"];
            endDate: string;
            explanation: string;
        };
        /** @enum {string} */
        "followup.Continuation.State": "STATE_UNSPECIFIED" | "RUNNING" | "OVER";
        /** @enum {string} */
        "followup.ContinuationEnded.Reason": "REASON_UNSPECIFIED" | "NEW_CONTRACT" | "EXPIRED" | "END_OF_TRAINING" | "EXIT" | "BREAK_WITHDRAWN";
        "followup.DashboardStatus": {
            status: components["schemas"]["followup.PathwayStatus"];
            fromDate: string;
            steps: components["schemas"]["followup.StatusStep"][];
            explanation: string;
        };
        "followup.EmployerWindow": {
            kind: components["schemas"]["followup.EmployerWindowKind"];
            fromDate: string;
            toDate: string;
            contract: string;
        };
        /** @enum {string} */
        "followup.EmployerWindowKind": "EMPLOYER_WINDOW_KIND_UNSPECIFIED" | "FIRST_WINDOW" | "LAST_WINDOW";
        "followup.Gap": {
            pathway: string;
            person: string;
            organisation: string;
            certification: string;
            referent: string;
            kind: components["schemas"]["followup.GapKind"];
            sinceDate: string;
            dueDate: string;
            subject: string;
        };
        /** @enum {string} */
        "followup.GapKind": "GAP_KIND_UNSPECIFIED" | "NO_INTERVIEW" | "WINDOW_CLOSING" | "WINDOW_MISSED" | "TO_CLOSE" | "WITHOUT_OWN_REFERENT" | "NO_RECORD" | "ALERT_NOT_TAKEN_UP" | "WITHOUT_PLAN" | "COVER_ENDING";
        "followup.Interview": {
            name: string;
            pathway: string;
            person: string;
            kind: components["schemas"]["type.InterviewKind"];
            interviewDate: string;
            minutes: number;
            objective: string;
            objectiveVerdict: components["schemas"]["type.ObjectiveVerdict"];
            barriers: components["schemas"]["type.BarrierStatement"][];
            note: string;
            heldBy: string;
            etag: string;
            createTime?: string;
            startTime?: string;
            endTime?: string;
            content?: components["schemas"]["followup.InterviewContent"];
            agreement?: components["schemas"]["followup.CommunicationAgreement"];
        };
        "followup.InterviewContent": {
            introduction?: string;
            body?: string;
            conclusion?: string;
            tool?: string;
            situation?: string;
            hypotheses?: string;
            options?: string[];
            choice?: string;
            part?: string;
        };
        "followup.ListActionPlansResponse": {
            actionPlans: components["schemas"]["followup.ActionPlan"][];
            nextPageToken: string;
        };
        "followup.ListAlertsResponse": {
            alerts: components["schemas"]["followup.Alert"][];
            nextPageToken: string;
        };
        "followup.ListAppointmentsResponse": {
            appointments: components["schemas"]["followup.Appointment"][];
            nextPageToken: string;
        };
        "followup.ListCompanyLapsesResponse": {
            lapses: components["schemas"]["followup.CompanyLapse"][];
            nextPageToken: string;
        };
        "followup.ListGapsResponse": {
            gaps: components["schemas"]["followup.Gap"][];
            nextPageToken: string;
        };
        "followup.ListPathwaysResponse": {
            pathways: components["schemas"]["followup.Pathway"][];
            nextPageToken: string;
        };
        /** @enum {string} */
        "followup.LogbookParty": "LOGBOOK_PARTY_UNSPECIFIED" | "APPRENTICE_PARTY" | "EMPLOYER_PARTY" | "CFA_PARTY" | "ESTABLISHMENT_PARTY";
        "followup.OverrideRiskRequest": {
            band?: components["schemas"]["followup.RiskBand"];
            untilDate?: string;
            reason: string;
            requestId?: string;
        };
        "followup.Pathway": {
            name: string;
            person: string;
            organisation: string;
            trainerOrganisation: string;
            programme: string;
            programmeKind: components["schemas"]["type.ProgrammeKind"];
            origin: components["schemas"]["followup.PathwayOrigin"];
            state: components["schemas"]["followup.Pathway.State"];
            asOfDate: string;
            trainingStartDate: string;
            trainingEndDate: string;
            referent: string;
            referentByDefault: boolean;
            dashboard?: components["schemas"]["followup.DashboardStatus"];
            continuation?: components["schemas"]["followup.Continuation"];
            contracts: components["schemas"]["followup.PathwayContract"][];
            windows: components["schemas"]["followup.WindowVerdict"][];
            alerts: components["schemas"]["followup.Alert"][];
            result: components["schemas"]["followup.PathwayResult"];
            toClose: boolean;
            etag: string;
            createTime?: string;
        };
        /** @enum {string} */
        "followup.Pathway.State": "STATE_UNSPECIFIED" | "OPEN" | "SUSPENDED" | "COMPLETED" | "INTERRUPTED";
        "followup.PathwayContract": {
            contract: string;
            number: number;
            startDate: string;
            endDate: string;
            breakDate: string;
            employer: string;
            imported: boolean;
        };
        /** @enum {string} */
        "followup.PathwayOrigin": "PATHWAY_ORIGIN_UNSPECIFIED" | "IMPORT" | "ENGAGEMENT";
        /** @enum {string} */
        "followup.PathwayResult": "PATHWAY_RESULT_UNSPECIFIED" | "CERTIFIED" | "NOT_CERTIFIED" | "LEFT_EARLY";
        /** @enum {string} */
        "followup.PathwayStatus": "PATHWAY_STATUS_UNSPECIFIED" | "INSCRIT" | "APPRENTI" | "RUPTURANT" | "ABANDON" | "FIN_DE_FORMATION";
        "followup.PlanAction": {
            number?: number;
            text?: string;
            owner?: string;
            dueDate?: string;
            status?: components["schemas"]["followup.PlanStatus"];
            overdue?: boolean;
        };
        "followup.PlanObjective": {
            number?: number;
            text?: string;
            measure?: string;
            dueDate?: string;
            actions?: components["schemas"]["followup.PlanAction"][];
            status?: components["schemas"]["followup.PlanStatus"];
            measured?: string;
            overdue?: boolean;
        };
        /** @enum {string} */
        "followup.PlanStatus": "PLAN_STATUS_UNSPECIFIED" | "PLANNED" | "IN_PROGRESS" | "STANDBY" | "DONE" | "ABANDONED" | "CANCELLED";
        "followup.PlanVersion": {
            version: number;
            date: string;
            reason: string;
            keptObjectives: number[];
            keptActions: number[];
            droppedObjectives: number[];
            droppedActions: number[];
            reorientation?: components["schemas"]["followup.Reorientation"];
            agreedBy: string;
        };
        "followup.RecordEmployerMeetingRequest": {
            employer?: string;
            note?: string;
            date?: string;
            requestId?: string;
            etag?: string;
            sharedWith?: components["schemas"]["followup.LogbookParty"][];
            actions?: components["schemas"]["followup.VisitAction"][];
        };
        "followup.RecordInterviewRequest": {
            kind: components["schemas"]["type.InterviewKind"];
            startTime?: string;
            endTime?: string;
            minutes?: number;
            objective?: string;
            objectiveVerdict?: components["schemas"]["type.ObjectiveVerdict"];
            barriers?: components["schemas"]["type.BarrierStatement"][];
            note?: string;
            date?: string;
            requestId?: string;
            content?: components["schemas"]["followup.InterviewContent"];
            agreement?: components["schemas"]["followup.CommunicationAgreement"];
        };
        "followup.Reorientation": {
            prescriber?: string;
            prescriberAcceptDate?: string;
            funder?: string;
            funderAcceptDate?: string;
        };
        "followup.Risk": {
            pathway: string;
            asOfDate: string;
            band: components["schemas"]["followup.RiskBand"];
            score: number;
            points: components["schemas"]["followup.RiskPoint"][];
            texts: string[];
            riskOverride?: components["schemas"]["followup.RiskOverride"];
            steps: components["schemas"]["followup.RiskStep"][];
        };
        /** @enum {string} */
        "followup.RiskBand": "RISK_BAND_UNSPECIFIED" | "LOW_RISK" | "WATCH" | "HIGH_RISK" | "CRITICAL";
        /** @enum {string} */
        "followup.RiskFactKind": "RISK_FACT_KIND_UNSPECIFIED" | "FOLLOWED" | "EMPLOYED" | "CONTRACT_BROKEN" | "INTERVIEW_HELD" | "APPOINTMENT_MISSED" | "ABSENCE_UNJUSTIFIED" | "BARRIER_OPEN" | "ACTION_OVERDUE" | "MEETING_MISSED" | "EMPLOYER_CONTACT" | "AUTONOMY";
        "followup.RiskOverride": {
            band: components["schemas"]["followup.RiskBand"];
            fromDate: string;
            untilDate: string;
            reason: string;
            overriddenBy: string;
        };
        "followup.RiskPoint": {
            rule: string;
            points: number;
            family: components["schemas"]["followup.CauseFamily"];
            kind: components["schemas"]["followup.RiskFactKind"];
            fact: string;
            factDate: string;
        };
        "followup.RiskStep": {
            date: string;
            band: components["schemas"]["followup.RiskBand"];
            overridden: boolean;
            score: number;
            points: components["schemas"]["followup.RiskPoint"][];
        };
        "followup.StatusStep": {
            status: components["schemas"]["followup.PathwayStatus"];
            fromDate: string;
        };
        "followup.Timeline": {
            pathway: string;
            person: string;
            displayName: string;
            entries: components["schemas"]["followup.TimelineEntry"][];
            withoutPlatform?: components["schemas"]["followup.WithoutPlatform"];
        };
        "followup.TimelineEntry": {
            date: string;
            context: string;
            phrases: components["schemas"]["followup.TimelinePhrase"][];
            cause: string;
            annotation: string;
        };
        "followup.TimelinePhrase": {
            text: string;
            date: string;
            context: string;
            facts: string[];
        };
        "followup.VisitAction": {
            number?: number;
            text?: string;
            owner?: components["schemas"]["followup.LogbookParty"];
            dueDate?: string;
            settleDate?: string;
            outcome?: string;
            overdue?: boolean;
        };
        "followup.WindowVerdict": {
            window?: components["schemas"]["followup.EmployerWindow"];
            state: components["schemas"]["followup.WindowVerdict.State"];
            meetingDate: string;
        };
        /** @enum {string} */
        "followup.WindowVerdict.State": "STATE_UNSPECIFIED" | "AHEAD" | "OPEN" | "HELD" | "MISSED" | "LAPSED" | "NOT_OBSERVED";
        "followup.WithoutPlatform": {
            status: components["schemas"]["followup.PathwayStatus"];
            fromDate: string;
            reference: string;
            text: string;
        };
        "operations.Clock": {
            isVirtual: boolean;
            today: string;
        };
        "operations.DeadLetter": {
            name: string;
            topic: string;
            partition: number;
            offset: string;
            key: string;
            type: string;
            factId: string;
            reason: string;
            message: string;
            attempts: number;
            state: components["schemas"]["operations.DeadLetter.State"];
            createTime?: string;
            updateTime?: string;
            behindCount: number;
            discardReason: string;
            headers: components["schemas"]["operations.Header"][];
            contentJson: string;
            contentSize: number;
        };
        /** @enum {string} */
        "operations.DeadLetter.State": "STATE_UNSPECIFIED" | "OPEN" | "BEHIND" | "REDRIVEN" | "DISCARDED";
        "operations.DeadLetterSelector": {
            names?: string[];
            type?: string;
            key?: string;
            fromTime?: string;
            toTime?: string;
        };
        "operations.DiscardDeadLettersRequest": {
            selector: components["schemas"]["operations.DeadLetterSelector"];
            reason: string;
            requestId?: string;
        };
        "operations.DiscardDeadLettersResponse": {
            discardedCount: number;
            leftCount: number;
        };
        "operations.Header": {
            name: string;
            value: string;
        };
        "operations.ListDeadLettersResponse": {
            deadLetters: components["schemas"]["operations.DeadLetter"][];
            nextPageToken: string;
        };
        "operations.RedriveDeadLettersRequest": {
            selector: components["schemas"]["operations.DeadLetterSelector"];
            requestId?: string;
        };
        "operations.RedriveDeadLettersResponse": {
            redrivenCount: number;
            failedCount: number;
            leftCount: number;
        };
        "operations.SetAsideTimer": {
            kind: string;
            aggregate: string;
            dueDate: string;
            reason: string;
        };
        "operations.Status": {
            service: string;
            version: string;
            startTime?: string;
            clock?: components["schemas"]["operations.Clock"];
            bus: string;
            journalHead: string;
            relayWatermark: string;
            relayPending: string;
            queueDepth: number;
            produced: components["schemas"]["operations.TopicHead"][];
            subscriptions: components["schemas"]["operations.SubscriptionPosition"][];
            waitingCount: string;
            gapCount: string;
            oldestGapAge?: string;
            openDeadLetters: string;
            timersDue: string;
            nextTimerDate: string;
            skippedCount: string;
            ready: boolean;
            timersSetAside: string;
            setAsideTimers: components["schemas"]["operations.SetAsideTimer"][];
        };
        "operations.SubscriptionPosition": {
            topic: string;
            partition: number;
            nextOffset: string;
        };
        "operations.TopicHead": {
            topic: string;
            partition: number;
            nextOffset: string;
        };
        "partners.DisplayNamesResponse": {
            displayNames: components["schemas"]["type.DisplayName"][];
        };
        /** @enum {string} */
        "partners.EmployerContactNoted.Source": "SOURCE_UNSPECIFIED" | "CONTRACT" | "MISSION" | "OUTCOME";
        "partners.ListOrganisationsResponse": {
            organisations: components["schemas"]["partners.Organisation"][];
            nextPageToken: string;
        };
        "partners.Organisation": {
            name?: string;
            displayName?: string;
            siret?: string;
            uai?: string;
            kinds?: components["schemas"]["partners.OrganisationKind"][];
            commune?: string;
            timeZone?: string;
            defaultReferent?: string;
            lastContactDate?: string;
            lastContactSource?: components["schemas"]["partners.EmployerContactNoted.Source"];
            etag?: string;
            createTime?: string;
        };
        /** @enum {string} */
        "partners.OrganisationKind": "ORGANISATION_KIND_UNSPECIFIED" | "TRAINING_ORGANISATION" | "TRAINING_SITE" | "CERTIFIER" | "PRESCRIBER" | "EMPLOYER" | "SOCIAL_STRUCTURE" | "OPCO" | "REGION" | "NETWORK" | "STATE_SERVICE";
        "recruitment.DisplayNamesResponse": {
            displayNames: components["schemas"]["type.DisplayName"][];
        };
        "recruitment.ImportDossiersRequest": {
            records: string[];
            sourceSystem?: string;
            requestId?: string;
        };
        "recruitment.ImportDossiersResponse": {
            verdicts: components["schemas"]["type.RecordVerdict"][];
        };
        "recruitment.ImportPrescriptionsRequest": {
            records: components["schemas"]["recruitment.PrescriptionRecord"][];
            organisation: string;
            programme?: string;
            date?: string;
            requestId?: string;
        };
        "recruitment.ImportPrescriptionsResponse": {
            verdicts: components["schemas"]["type.RecordVerdict"][];
        };
        "recruitment.PrescriptionRecord": {
            cells?: {
                [key: string]: string;
            };
        };
        "support.AcceptReferralRequest": {
            note?: string;
            date?: string;
            requestId?: string;
            etag?: string;
        };
        "support.CompleteReferralRequest": {
            outcome: string;
            date?: string;
            requestId?: string;
            etag?: string;
        };
        "support.ListReferralsResponse": {
            referrals: components["schemas"]["support.Referral"][];
            nextPageToken: string;
        };
        "support.Referral": {
            name: string;
            supportCase: string;
            person: string;
            organisation: string;
            recipient: string;
            state: components["schemas"]["support.Referral.State"];
            category: components["schemas"]["type.BarrierCategory"];
            options: string[];
            consentDate: string;
            offerDate: string;
            remindDate: string;
            expireDate: string;
            answerDate: string;
            doneDate: string;
            message: string;
            outcome: string;
            refuseReason: components["schemas"]["support.ReferralRefused.Reason"];
            etag: string;
            createTime?: string;
        };
        /** @enum {string} */
        "support.Referral.State": "STATE_UNSPECIFIED" | "OFFERED" | "ACCEPTED" | "REFUSED" | "DONE" | "EXPIRED" | "REVOKED";
        /** @enum {string} */
        "support.ReferralRefused.Reason": "REASON_UNSPECIFIED" | "NO_CAPACITY" | "OUT_OF_SCOPE" | "PERSON_DECLINED" | "OTHER_REASON";
        "support.RefuseReferralRequest": {
            reason: components["schemas"]["support.ReferralRefused.Reason"];
            explanation?: string;
            date?: string;
            requestId?: string;
            etag?: string;
        };
        /** @enum {string} */
        "type.BarrierCategory": "BARRIER_CATEGORY_UNSPECIFIED" | "HOUSING" | "CATERING" | "MOBILITY" | "HEALTH" | "CHILDCARE" | "DISABILITY" | "MONEY" | "DIGITAL" | "LANGUAGE" | "ADMINISTRATION" | "FIRST_EQUIPMENT" | "JUSTICE" | "ISOLATION" | "JOB_SEARCH" | "OTHER_BARRIER";
        "type.BarrierStatement": {
            category: components["schemas"]["type.BarrierCategory"];
            severity: number;
            note?: string;
        };
        "type.DisplayName": {
            name: string;
            text: string;
        };
        /** @enum {string} */
        "type.InterviewKind": "INTERVIEW_KIND_UNSPECIFIED" | "INITIAL" | "DIAGNOSTIC" | "FOLLOW_UP" | "REVIEW" | "CO_CONSTRUCTION" | "CONTRACTING";
        /** @enum {string} */
        "type.ObjectiveVerdict": "OBJECTIVE_VERDICT_UNSPECIFIED" | "REACHED" | "PARTLY_REACHED" | "NOT_REACHED";
        /** @enum {string} */
        "type.ProblemSeverity": "PROBLEM_SEVERITY_UNSPECIFIED" | "WARNING" | "ERROR";
        /** @enum {string} */
        "type.ProgrammeKind": "PROGRAMME_KIND_UNSPECIFIED" | "APPRENTICESHIP" | "REGIONAL_TRAINING" | "SUPPORT_SCHEME" | "WALK_IN";
        "type.RecordProblem": {
            field: string;
            reason: string;
            message: string;
            received: string;
            severity: components["schemas"]["type.ProblemSeverity"];
        };
        "type.RecordVerdict": {
            index: number;
            verdict: components["schemas"]["type.Verdict"];
            problems: components["schemas"]["type.RecordProblem"][];
            names: string[];
            reference: string;
        };
        /** @enum {string} */
        "type.Verdict": "VERDICT_UNSPECIFIED" | "ACCEPTED" | "UNCHANGED" | "CORRECTED" | "SET_ASIDE";
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            reason: string;
            code: string;
            errors?: {
                detail: string;
                pointer: string;
            }[];
            subject?: string;
        };
    };
    responses: {
        Problem: {
            headers: {
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        AcceptLanguage: string;
        RequestTimeout: number;
        IdempotencyKey: string;
        IfMatch: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "followup.AssignReferent": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                pathwaysId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["followup.AssignReferentRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["followup.Pathway"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    "followup.RecordInterview": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                pathwaysId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["followup.RecordInterviewRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["followup.Interview"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    "followup.RecordEmployerMeeting": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                pathwaysId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["followup.RecordEmployerMeetingRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["followup.Pathway"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    "followup.CompletePathway": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                pathwaysId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["followup.CompletePathwayRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["followup.Pathway"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    "followup.GetPathway": {
        parameters: {
            query?: {
                on?: string;
            };
            header?: {
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
            };
            path: {
                pathwaysId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["followup.Pathway"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    "followup.ListPathways": {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
                organisation?: string;
                on?: string;
                statuses?: components["schemas"]["followup.PathwayStatus"][];
                referent?: string;
                referentByDefault?: boolean;
                toClose?: boolean;
            };
            header?: {
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["followup.ListPathwaysResponse"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    "followup.GetTimeline": {
        parameters: {
            query?: {
                on?: string;
            };
            header?: {
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
            };
            path: {
                pathwaysId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["followup.Timeline"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    "followup.ListAlerts": {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
                pathway?: string;
                includeClosed?: boolean;
            };
            header?: {
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["followup.ListAlertsResponse"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    "followup.ListGaps": {
        parameters: {
            query: {
                kind: components["schemas"]["followup.GapKind"];
                organisation?: string;
                certification?: string;
                referent?: string;
                days?: number;
                on?: string;
                pageSize?: number;
                pageToken?: string;
            };
            header?: {
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["followup.ListGapsResponse"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    "followup.AcknowledgeAlert": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                pathwaysId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["followup.AcknowledgeAlertRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["followup.Alert"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    "followup.GetRisk": {
        parameters: {
            query?: {
                on?: string;
            };
            header?: {
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
            };
            path: {
                pathwaysId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["followup.Risk"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    "followup.OverrideRisk": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                pathwaysId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["followup.OverrideRiskRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["followup.Risk"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    "followup.ListActionPlans": {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
                pathway?: string;
                overdue?: boolean;
            };
            header?: {
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["followup.ListActionPlansResponse"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    "followup.ListAppointments": {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
                pathway?: string;
                state?: components["schemas"]["followup.AppointmentState"];
            };
            header?: {
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["followup.ListAppointmentsResponse"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    "followup.ListCompanyLapses": {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
                kinds?: components["schemas"]["followup.CompanyLapseKind"][];
                organisation?: string;
                rncp?: string;
                referent?: string;
            };
            header?: {
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["followup.ListCompanyLapsesResponse"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    "partners.ListOrganisations": {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
                kind?: components["schemas"]["partners.OrganisationKind"];
            };
            header?: {
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["partners.ListOrganisationsResponse"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    "partners.DisplayNames": {
        parameters: {
            query: {
                names: string[];
            };
            header?: {
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["partners.DisplayNamesResponse"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    "recruitment.ImportDossiers": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["recruitment.ImportDossiersRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["recruitment.ImportDossiersResponse"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    "recruitment.ImportPrescriptions": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["recruitment.ImportPrescriptionsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["recruitment.ImportPrescriptionsResponse"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    "recruitment.DisplayNames": {
        parameters: {
            query: {
                names: string[];
            };
            header?: {
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["recruitment.DisplayNamesResponse"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    "support.ListReferrals": {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
                supportCase?: string;
                state?: components["schemas"]["support.Referral.State"];
            };
            header?: {
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["support.ListReferralsResponse"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    "support.AcceptReferral": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                referralsId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["support.AcceptReferralRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["support.Referral"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    "support.RefuseReferral": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                referralsId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["support.RefuseReferralRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["support.Referral"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    "support.CompleteReferral": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                referralsId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["support.CompleteReferralRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["support.Referral"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    "operations.GetStatus": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
            };
            path: {
                service: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["operations.Status"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    "operations.ListDeadLetters": {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
                type?: string;
                key?: string;
                includeSettled?: boolean;
                fromTime?: string;
                toTime?: string;
            };
            header?: {
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
            };
            path: {
                service: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["operations.ListDeadLettersResponse"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    "operations.ShowDeadLetter": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
            };
            path: {
                service: string;
                deadLettersId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["operations.DeadLetter"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    "operations.RedriveDeadLetters": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                service: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["operations.RedriveDeadLettersRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["operations.RedriveDeadLettersResponse"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
    "operations.DiscardDeadLetters": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                service: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["operations.DiscardDeadLettersRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["operations.DiscardDeadLettersResponse"];
                };
            };
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
        };
    };
}
